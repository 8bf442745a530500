"""Forms of the guardian's cabinet: its families, its work, its stories."""
