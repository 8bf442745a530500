"""Settings, addresses, wiring: the only place that may import everything."""
