"""The production calendar and the two clocks (working days, hours), with their arithmetic explained in words."""
