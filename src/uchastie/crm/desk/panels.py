"""What the desk adds to its own card: how a request came in by hand. Empty for those from the site."""

from uchastie.crm.desk.actions.by_hand import LETTER
from uchastie.crm.desk.models import Group, ServiceRequest
from uchastie.crm.desk.rules import Channel
from uchastie.crm.documents import queries as documents
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel


def came_by_hand(actor: Actor, request: ServiceRequest) -> Panel | None:
    """The scan of a letter, the invitation (A45), the group it was served in."""
    letter, visit = request.channel == Channel.OFFICIAL_LETTER, request.channel == Channel.VISIT
    scans = list(documents.list_files(LETTER, request.pk)) if letter else []
    group = Group.objects.filter(deliveries__request=request).first() if visit and request.delivered_at else None
    if not (scans or group or request.invited_at):
        return None
    return Panel("desk/panel_by_hand.html", {"found": request, "scans": scans, "group": group})
