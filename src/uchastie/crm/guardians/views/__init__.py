"""Pages about guardians."""
