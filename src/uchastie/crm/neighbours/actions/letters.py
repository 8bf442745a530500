"""Who is told what. No names and no words of a notice: those stand on the page."""

from uchastie.crm.neighbours.access import CENTRE, COORDINATORS
from uchastie.crm.neighbours.models import Answer, Neighbour, Notice
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.kernel.actor import SYSTEM

NOTICE_URL = "/neighbours/my/{}/"
ANSWER_URL = "/neighbours/help/{}/"
WORK_URL = "/neighbours/work/{}/"


def tell(neighbour: Neighbour, event: str, notice: Notice, url: str, occasion: str = "") -> None:
    to = reach.person(neighbour.person_id, about_id=notice.pk, unit_id=notice.unit_id)
    if to is not None:
        notifications.notify(event=event, about_id=notice.pk, to=to, unit_id=notice.unit_id, url=url, occasion=occasion)


def tell_leader(notice: Notice, event: str, occasion: str = "") -> None:
    """The author; in the name of a unit the employee who published."""
    if notice.author is not None:
        tell(notice.author, event, notice, NOTICE_URL.format(notice.pk), occasion)
    elif notice.published_by_id is not None and event in {"neighbour_answered"}:
        _tell_user(notice, "neighbours_answered", notice.published_by_id, occasion)


def tell_helper(answer: Answer, event: str, occasion: str = "") -> None:
    tell(answer.neighbour, event, answer.notice, ANSWER_URL.format(answer.pk), occasion or str(answer.pk))


def tell_staff(notice: Notice, event: str) -> None:
    """Those of the unit who moderate here."""
    for assignment in network.list_staff(SYSTEM, notice.unit):
        if assignment.role in {*CENTRE, *COORDINATORS}:
            _tell_user(notice, event, assignment.user_id, "")


def _tell_user(notice: Notice, event: str, user_id: object, occasion: str) -> None:
    to = reach.staff(user_id, unit_id=notice.unit_id)  # type: ignore[arg-type]
    if to is not None:
        notifications.notify(
            event=event,
            about_id=notice.pk,
            to=to,
            unit_id=notice.unit_id,
            url=WORK_URL.format(notice.pk),
            occasion=occasion,
        )
