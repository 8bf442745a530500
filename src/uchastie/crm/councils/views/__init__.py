"""Pages of councils: staff, members, everybody."""
