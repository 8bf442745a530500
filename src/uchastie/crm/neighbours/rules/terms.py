"""How long things wait before they happen by themselves."""

import datetime as dt

WIDEN_AFTER = dt.timedelta(hours=8)  # nobody has answered: a wider circle
TELL_CENTRE_AFTER = dt.timedelta(hours=24)  # still nobody: the centre
DECIDE_WITHIN = dt.timedelta(days=3)  # the author answers those who offered, the chosen one says yes to the time
REMIND_BEFORE = dt.timedelta(hours=24)
WORD_WITHIN = dt.timedelta(days=2)  # after the meeting both say how it was
CLOSE_AFTER = dt.timedelta(days=14)  # agreed on and then forgotten by both
SHOWN_FOR = dt.timedelta(days=30)
