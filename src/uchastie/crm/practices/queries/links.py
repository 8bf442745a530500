"""The link by which a person who can be recognised reads a practice, agrees, and takes the word back. It holds as long as
the practice does: to change one's mind nobody needs a new letter."""

import base64
from uuid import UUID

from django.core import signing
from django.urls import reverse

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.queries import Document
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.practices.models import CasePerson
from uchastie.crm.practices.queries.cases import seal_of
from uchastie.crm.practices.rules import content
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Refusal

_signer = signing.Signer(salt="practices.person", sep="~")


class LinkBad(Refusal):
    status = 404


def consent_path(person: CasePerson) -> str:
    packed = base64.urlsafe_b64encode(person.pk.bytes).decode().rstrip("=")
    return reverse("practices:consent", args=[_signer.sign(packed)])


def person_of_token(token: str) -> tuple[Actor, CasePerson]:
    """The holder is the person."""
    try:
        pk = UUID(bytes=base64.urlsafe_b64decode(_signer.unsign(token) + "=="))
        person = CasePerson.objects.select_related("case__unit", "consent").get(pk=pk)
    except (signing.BadSignature, ValueError, CasePerson.DoesNotExist) as error:
        message = "Ссылка не читается: возможно, она скопирована не целиком или практику удалили."
        raise LinkBad("link_bad", message) from error
    return Actor(ActorKind.HOLDER, id=person.pk), person


def consent_document(person: CasePerson) -> Document:
    """The text in force with this very practice in it."""
    case = person.case
    text = consents.current_text(Purpose.PRACTICE)
    seal = content.seal_number(seal_of(case))
    today = clock.today(case.unit.zone)
    return consents.document_of(text, case.unit, today, practice=case.title, label=person.label, seal=seal)
