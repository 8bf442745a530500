"""What a centre may offer: the approved set of services of its licence. Stands on catalogue and network."""
