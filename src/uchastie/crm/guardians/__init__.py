"""Organisations, initiative groups and work collectives that help families for long: application, verification, briefing,
training, what they can do and for how many. Stands on families (categories of help), people and network."""
