"""Staying with a family under guardianship: paired calls to both sides, facts of help, alarms. Stands on guardianship."""
