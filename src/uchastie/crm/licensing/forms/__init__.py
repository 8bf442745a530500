"""Forms of licensing: shape only, what is right is a rule."""
