"""What the staff of a centre has read and learnt, what is planned, certificates."""
