"""Pages of licensing, by who opens them."""
