"""What the records add up to: the figures of a centre, each opening the rows it is made of. Reads only; stands on
everything.
"""
