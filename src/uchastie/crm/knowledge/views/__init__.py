"""Pages of the knowledge base and of handouts."""
