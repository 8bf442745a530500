"""Pages of the registry of people."""
