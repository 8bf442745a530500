"""What people take home and what staff read: handouts and the knowledge base. Stands on catalogue, documents,
notifications and network; the desk gives handouts and shows articles beside a request."""
