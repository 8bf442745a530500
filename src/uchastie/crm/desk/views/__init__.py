"""Pages of the desk: `staff` for those who work, `public` for those who ask."""
