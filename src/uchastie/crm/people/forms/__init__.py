"""Forms of the registry: shape and plain words; the rules are in `people.rules`."""
