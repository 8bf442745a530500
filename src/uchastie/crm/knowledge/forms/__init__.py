"""Shapes of the forms."""
