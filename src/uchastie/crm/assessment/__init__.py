"""The yearly 4Pi profile of an organisation: principles, purpose, presence, process, impact; three kinds of
respondents, evidence from the records, growth points. A profile, never a ranking.
"""
