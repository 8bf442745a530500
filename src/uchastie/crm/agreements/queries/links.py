"""The signed link by which a party reads and signs one agreement on its own device: the agreement, the side, the moment."""

import base64
import datetime as dt
from uuid import UUID

from django.core import signing
from django.urls import reverse

from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.queries.agreements import get_agreement
from uchastie.crm.agreements.rules import Side
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal

LIVES = dt.timedelta(days=60)
_signer = signing.TimestampSigner(salt="agreements.sign", sep="~")
_LETTERS = {Side.GUARDIAN: "g", Side.FAMILY: "f"}


class LinkBad(Refusal):
    status = 404


class LinkExpired(Refusal):
    status = 410


def signing_path(agreement: Agreement, side: Side) -> str:
    packed = base64.urlsafe_b64encode(agreement.pk.bytes).decode().rstrip("=")
    return reverse("agreements:own", args=[_signer.sign(_LETTERS[side] + packed)])


def agreement_of_token(token: str) -> tuple[Actor, Agreement]:
    """The holder of the link, who is a party, and the agreement. `Refusal` "link_expired" (410) or "link_bad" (404)."""
    try:
        value = _signer.unsign(token, max_age=LIVES)
        pk = UUID(bytes=base64.urlsafe_b64decode(value[1:] + "=="))
        agreement = Agreement.objects.get(pk=pk)
        party = agreement.guardian_id if value[0] == "g" else agreement.case_id
        holder = Actor(ActorKind.HOLDER, id=party)
        return holder, get_agreement(holder, pk)
    except signing.SignatureExpired as error:
        message = "Срок этой ссылки вышел. Попросите координатора штаба прислать новую."
        raise LinkExpired("link_expired", message) from error
    except (signing.BadSignature, ValueError, IndexError, NotSeen, Agreement.DoesNotExist) as error:
        message = "Ссылка не читается: возможно, она скопирована не целиком. Откройте её из письма ещё раз."
        raise LinkBad("link_bad", message) from error
