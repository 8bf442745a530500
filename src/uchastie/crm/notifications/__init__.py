"""Messages to people: texts, channels, delivery through the outbox, and the log of what was sent."""
