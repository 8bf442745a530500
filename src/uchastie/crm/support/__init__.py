"""What carries those who take part: five kinds of support, supervision, training of both sides, compensation,
barriers and risks.
"""
