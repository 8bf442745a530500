"""Pages of headquarters."""
