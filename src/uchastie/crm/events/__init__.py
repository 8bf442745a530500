"""Events of a centre: the calendar of the year, the public page, registration with a limit of places and a waiting list,
the marks at the door and the reach. Stands on visits (a mark at the door is a visit) and people."""
