"""Reports of a period: a centre, a region, the network; on a screen, as PDF and as tables."""
