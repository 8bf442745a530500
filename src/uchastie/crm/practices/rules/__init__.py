"""Words of the method and rules of a practice. Pure Python."""
