"""Phones and addresses of a card: several, each with a word whose it is, one preferred of each kind."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries, rules
from uchastie.crm.people.actions.index import index
from uchastie.crm.people.actions.register import OBJECT
from uchastie.crm.people.models import Beneficiary, ContactPoint
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

MOST = 10  # of one card: more is a mistake or an import gone wrong
WHOSE_LIMIT = 60


@transaction.atomic
def add_contact(
    actor: Actor, *, person_id: UUID, unit: Unit, value: str, whose: str = "", preferred: bool = False
) -> ContactPoint:
    """A phone or an address, told apart by «@». The same one twice is one, with the newer words."""
    person = queries.for_update(actor, person_id)
    email = "@" in value
    kind = ContactPoint.Kind.EMAIL if email else ContactPoint.Kind.PHONE
    clean = _checked(value, email=email)
    if ContactPoint.objects.filter(beneficiary=person).count() >= MOST:
        raise Refusal("too_many", f"В карточке уже {MOST} телефонов и адресов. Удалите те, что не нужны.", "value")
    _keep_first(person, kind)
    point, new = ContactPoint.objects.get_or_create(beneficiary=person, kind=kind, value=clean)
    _describe(point, whose=whose, preferred=preferred)
    index(person)
    if new:
        _record(actor, person, unit, "contact_added", point)
    return point


@transaction.atomic
def change_contact(
    actor: Actor, *, person_id: UUID, unit: Unit, contact_id: UUID, whose: str, preferred: bool
) -> ContactPoint:
    person = queries.for_update(actor, person_id)
    point = _point(person, contact_id)
    _describe(point, whose=whose, preferred=preferred)
    _record(actor, person, unit, "contact_changed", point)
    return point


@transaction.atomic
def remove_contact(actor: Actor, *, person_id: UUID, unit: Unit, contact_id: UUID) -> None:
    """The last way to reach who prefers it stays: `Refusal("last_contact")`."""
    person = queries.for_update(actor, person_id)
    point = _point(person, contact_id)
    rest = ContactPoint.objects.filter(beneficiary=person).exclude(pk=point.pk)
    if person.preferred_way in {rules.Way.PHONE, rules.Way.SMS} and point.kind == ContactPoint.Kind.PHONE:
        rest = rest.filter(kind=ContactPoint.Kind.PHONE)
    if not rest.exists():
        message = "Без него с человеком не связаться. Сначала добавьте другой телефон или смените удобный способ связи."
        raise Refusal("last_contact", message)
    point.delete()
    index(person)
    _record(actor, person, unit, "contact_removed", point)


def _checked(value: str, *, email: bool) -> str:
    try:
        return rules.email_address(value) if email else rules.phone_e164(value)
    except Refusal as wrong:
        raise Refusal(wrong.code, wrong.message, field="value") from None


def _point(person: Beneficiary, contact_id: UUID) -> ContactPoint:
    point = ContactPoint.objects.filter(beneficiary=person, pk=contact_id).first()
    if point is None:
        raise NotSeen
    return point


def _keep_first(person: Beneficiary, kind: ContactPoint.Kind) -> None:
    """What was used first stays so until somebody says otherwise: a home phone does not push the mobile aside."""
    points = ContactPoint.objects.filter(beneficiary=person, kind=kind)
    used = points.order_by("-preferred", "-added_at", "-id").first()
    if used and not used.preferred:
        points.filter(pk=used.pk).update(preferred=True)


def _describe(point: ContactPoint, *, whose: str, preferred: bool) -> None:
    if preferred:
        same_kind = ContactPoint.objects.filter(beneficiary_id=point.beneficiary_id, kind=point.kind)
        same_kind.exclude(pk=point.pk).update(preferred=False)
    point.whose = rules.clean_name(whose)[:WHOSE_LIMIT]
    point.preferred = preferred
    point.save(update_fields=["whose", "preferred"])


def _record(actor: Actor, person: Beneficiary, unit: Unit, verb: str, point: ContactPoint) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk, contact=str(point.pk))
