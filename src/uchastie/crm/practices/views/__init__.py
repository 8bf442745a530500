"""Pages of practices: the open collection, the person's own link, work on them."""
