"""What feedback does when others announce something."""

from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.events import ReviewChanged, ReviewReceived
from uchastie.crm.feedback import actions, queries
from uchastie.crm.feedback.events import MarkRaised
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel.actor import SYSTEM


def follow_review(event: ReviewReceived) -> None:
    actions.follow_review(request_id=event.request_id, stars=event.stars)


def follow_change(event: ReviewChanged) -> None:
    actions.follow_change(request_id=event.request_id, stars=event.stars)


def tell_heads(event: MarkRaised) -> None:
    """A low mark waits: each head of the centre hears of it."""
    mark = queries.get_mark(SYSTEM, event.mark_id)
    heads = {row.user_id for row in network.list_staff(SYSTEM, mark.unit) if row.role == Role.CENTRE_HEAD}
    for user_id in heads:
        to = messages.staff(user_id, unit_id=mark.unit_id)
        if to is not None:
            notifications.notify(
                event="low_mark" if mark.request else "low_mark_qr",
                about_id=mark.pk,
                to=to,
                unit_id=mark.unit_id,
                number=mark.request.number if mark.request else "",
                values={"оценка": f"{mark.stars} из 5"},
                url=reverse("feedback:mark", args=[mark.pk]),
                occasion=f"{mark.raised_at:%Y%m%d%H%M%S}",
            )
