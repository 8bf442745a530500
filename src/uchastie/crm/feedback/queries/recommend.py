"""Links by which people recommend a centre, and the code that opens the rating of one request."""

import base64
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from markupsafe import Markup

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.queries.heard import count_by_referral
from uchastie.crm.network.models import Unit
from uchastie.ui import marks


def referral_code(beneficiary_id: UUID) -> str:
    """Ten letters that say nothing of the person; the same each time, so that the centre can count (A42)."""
    digest = salted_hmac("feedback.referral", beneficiary_id.bytes, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:10]


def share_url(unit: Unit, beneficiary_id: UUID) -> str:
    """The public page of the centre, with the code of who recommends it."""
    return f"{settings.SITE_URL}{reverse('network:centre', args=[unit.slug])}?from={referral_code(beneficiary_id)}"


def count_referred(beneficiary_id: UUID) -> int:
    """How many requests came by the link of this person."""
    return count_by_referral(referral_code(beneficiary_id))


def rating_qr(request_id: UUID) -> Markup:
    """The QR code of the person's own link, to be shown on the screen after a delivery; the link asks for stars first."""
    return marks.qr(settings.SITE_URL + reverse("desk:review", args=[desk.status_token(request_id)]))
