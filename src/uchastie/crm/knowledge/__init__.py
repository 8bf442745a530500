"""What people take home: handouts. Stands on catalogue, documents and network; the desk gives them."""
