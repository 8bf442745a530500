"""A person's own plan of support: goals in the person's words, steps, who does what, reviewed together."""
