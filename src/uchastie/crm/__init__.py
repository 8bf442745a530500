"""One package is one business capability; pyproject.toml holds their order."""
