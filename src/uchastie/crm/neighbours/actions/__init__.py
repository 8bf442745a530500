"""Use cases of the board: one function, one transaction."""

from uchastie.crm.neighbours.actions.helping import (
    agree_time,
    answer_notice,
    choose_answer,
    propose_time,
    step_back,
)
from uchastie.crm.neighbours.actions.joining import choose_weekly, join, move_to
from uchastie.crm.neighbours.actions.moderating import (
    appeal,
    bar_neighbour,
    decide,
    decide_appeal,
    keep_apart,
    report,
)
from uchastie.crm.neighbours.actions.places import follow_withdrawal, hide, show
from uchastie.crm.neighbours.actions.publishing import (
    Draft,
    publish,
    publish_for_child,
    publish_need,
    publish_request,
    withdraw_notice,
)
from uchastie.crm.neighbours.actions.thanking import say_word
from uchastie.crm.neighbours.actions.waiting import (
    close_forgotten,
    expire_old,
    release_silent,
    remind_of_meetings,
    send_weekly,
    tell_centres,
    widen_circles,
)

__all__ = [
    "Draft",
    "agree_time",
    "answer_notice",
    "appeal",
    "bar_neighbour",
    "choose_answer",
    "choose_weekly",
    "close_forgotten",
    "decide",
    "decide_appeal",
    "expire_old",
    "follow_withdrawal",
    "hide",
    "join",
    "keep_apart",
    "move_to",
    "propose_time",
    "publish",
    "publish_for_child",
    "publish_need",
    "publish_request",
    "release_silent",
    "remind_of_meetings",
    "report",
    "say_word",
    "send_weekly",
    "show",
    "step_back",
    "tell_centres",
    "widen_circles",
    "withdraw_notice",
]
