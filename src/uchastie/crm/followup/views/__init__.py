"""Pages of the support."""
