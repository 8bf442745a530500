"""Pages of the family and of those who answer it."""
