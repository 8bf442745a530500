"""Users, sign-in, second factor, sessions, API keys, and the twelve roles of the access table."""
