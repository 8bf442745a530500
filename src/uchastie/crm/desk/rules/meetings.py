"""What the calendars of others are told."""

MOVE_FORMATS = ("in_person", "phone", "online")  # what the person may choose alone; a visit is for staff to promise


def meeting_title(number: str) -> str:
    """The same for every service: which help somebody needs is nobody's business either."""
    return f"Консультация, заявка {number}"
