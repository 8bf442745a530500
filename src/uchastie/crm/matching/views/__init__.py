"""Pages of matching: families and guardians beside each other, and the plan of a headquarters."""
