"""How fast the product is, as a ratio to a floor measured in the same run: `make bench`."""
