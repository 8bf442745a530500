"""The yearly 4Pi profile of a centre: principles, purpose, presence, process, impact; three kinds of respondents,
evidence from the records, growth points. A profile, never a ranking. Stands on practices (words of the method), voices,
involvement, support, councils and surveys, which it only reads.
"""
