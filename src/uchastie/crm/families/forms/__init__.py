"""Forms of families: shape and plain words; the rules are in `rules`."""
