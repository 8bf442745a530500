"""What the records add up to: the figures of a centre, each opening the rows it is made of, and the
norms they are held against. Keeps counted days and results; stands on everything.
"""
