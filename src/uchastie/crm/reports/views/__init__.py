"""Pages of reports, and the same reports as paper and table."""
