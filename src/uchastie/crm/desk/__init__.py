"""Service requests from the door to the review: intake, the day's queue, contact, appointment, delivery, review.
Stands on licensing (what a centre offers), catalogue (regulations), people, consents, deadlines, notifications."""
