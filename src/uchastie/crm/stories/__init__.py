"""Stories of guardians with photos: consent of the family to publish as its own document, moderation, withdrawal that removes.

Stands on guardianship."""
