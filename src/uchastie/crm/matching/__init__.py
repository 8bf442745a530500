"""Which guardian could help which family: one by one with reasons, coincidences found by themselves, and a plan of a whole
headquarters by a solver. It proposes; reserving is the work of guardianship, on which it stands.
"""
