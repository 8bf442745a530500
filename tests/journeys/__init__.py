"""Whole journeys in a browser, as people walk them."""
