"""The API as another system sees it."""
