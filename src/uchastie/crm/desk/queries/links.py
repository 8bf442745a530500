"""The signed link that opens one request to whoever holds it: an opaque id, the moment it was made, a signature."""

import base64
import datetime as dt
from uuid import UUID

from django.core import signing

from uchastie.crm.desk.models import ServiceRequest
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Refusal

LINK_LIVES = dt.timedelta(days=180)

_signer = signing.TimestampSigner(salt="desk.status", sep="~")


class LinkExpired(Refusal):
    status = 410


class LinkBad(Refusal):
    status = 404


def status_token(request_id: UUID) -> str:
    return _signer.sign(base64.urlsafe_b64encode(request_id.bytes).decode().rstrip("="))


def request_of_token(token: str) -> tuple[Actor, ServiceRequest]:
    """The holder of the link and the request. `Refusal` "link_expired" (410) or "link_bad" (404)."""
    try:
        value = _signer.unsign(token, max_age=LINK_LIVES)
        request_id = UUID(bytes=base64.urlsafe_b64decode(value + "=="))
        request = ServiceRequest.objects.select_related("unit", "service", "beneficiary", "assignee", "regulation").get(
            pk=request_id
        )
    except signing.SignatureExpired as error:
        message = "Срок этой ссылки вышел. Запросите новую по номеру заявки или позвоните в центр."
        raise LinkExpired("link_expired", message) from error
    except (signing.BadSignature, ValueError, ServiceRequest.DoesNotExist) as error:
        message = "Ссылка не читается: возможно, она скопирована не целиком. Откройте её из письма ещё раз."
        raise LinkBad("link_bad", message) from error
    return Actor(ActorKind.HOLDER, id=request.pk), request
