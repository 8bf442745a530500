"""Pages of a profile: of the centre and those above, one's own answers, the ten questions without an account."""
