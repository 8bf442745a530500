"""The signed link to the questions after the ending, and the answers."""

import base64
import datetime as dt
from uuid import UUID

from django.core import signing

from uchastie.crm.guardianship.models import Feedback
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Refusal

LINK_LIVES = dt.timedelta(days=180)

_signer = signing.TimestampSigner(salt="guardianship.feedback", sep="~")


class LinkExpired(Refusal):
    status = 410


class LinkBad(Refusal):
    status = 404


def feedback_token(guardianship_id: UUID) -> str:
    return _signer.sign(base64.urlsafe_b64encode(guardianship_id.bytes).decode().rstrip("="))


def feedback_of_token(token: str) -> tuple[Actor, Feedback]:
    """The speaker of the family and the questions. `Refusal` "link_expired" (410) or "link_bad" (404)."""
    try:
        value = _signer.unsign(token, max_age=LINK_LIVES)
        pair_id = UUID(bytes=base64.urlsafe_b64decode(value + "=="))
        found = Feedback.objects.select_related("guardianship__guardian", "guardianship__unit").get(
            guardianship=pair_id
        )
    except signing.SignatureExpired as error:
        message = "Срок этой ссылки вышел. Позвоните в штаб, если хотите рассказать, как всё прошло."
        raise LinkExpired("link_expired", message) from error
    except (signing.BadSignature, ValueError, Feedback.DoesNotExist) as error:
        message = "Ссылка не читается: возможно, она скопирована не целиком. Откройте её из сообщения ещё раз."
        raise LinkBad("link_bad", message) from error
    return Actor(ActorKind.HOLDER, id=found.guardianship.case_id), found


def find_feedback(guardianship_id: UUID) -> Feedback | None:
    return Feedback.objects.filter(guardianship=guardianship_id).first()


def list_unanswered(case_id: UUID) -> list[Feedback]:
    """Questions of ended pairs the family has not answered, the newest first, while their link lives. The caller has
    checked that the actor may see the family."""
    rows = Feedback.objects.filter(guardianship__case=case_id, answered_at=None, sent_at__gt=clock.now() - LINK_LIVES)
    return list(rows.select_related("guardianship__guardian").order_by("-sent_at", "-id"))
