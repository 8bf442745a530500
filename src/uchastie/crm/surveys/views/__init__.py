"""Pages of surveys: staff, those who answer, parents."""
