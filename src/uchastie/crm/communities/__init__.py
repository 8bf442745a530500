"""Communities of neighbours: of a place or of an interest, joined, led and moderated."""
