"""What people say of a service and what the centre answers: reviews by QR without an account, low marks as tasks of
the head, answers in versions, recommendations. Stands on desk (whose reviews it follows by events) and people."""
