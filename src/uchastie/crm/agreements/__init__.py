"""Agreements of guardians, headquarters and families: templates in versions, papers, signatures, terms. Stands on guardians
and families; those above ask it whether the papers are in force."""
