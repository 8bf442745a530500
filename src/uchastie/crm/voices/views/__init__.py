"""Pages of voices: of everybody, of an author, of those who answer."""
