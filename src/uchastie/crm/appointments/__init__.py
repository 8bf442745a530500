"""When a person and an employee meet: slots, rooms, absences, calendar feeds. Stands on network; knows requests by
opaque ids only.
"""
