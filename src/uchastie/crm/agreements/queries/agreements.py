"""Agreements as their readers see them. A family is its number; its name stands under the veil."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from uchastie.crm.agreements import access, guards
from uchastie.crm.agreements.models import Agreement, Signature
from uchastie.crm.agreements.rules import RENEW_BEFORE, Kind, Side, State, Way, missing, sides_of
from uchastie.crm.families import queries as families
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

ON_PAGE = 40


@dataclass(frozen=True, slots=True)
class Tab:
    """`own` is the condition, `order` the way it is read."""

    key: str
    name: str
    order: tuple[str, ...]


TABS = (
    Tab("waiting", "Подписать", ("valid_until", "id")),
    Tab("ending", "Скоро кончатся", ("valid_until", "id")),
    Tab("in_force", "Действуют", ("valid_until", "id")),
    Tab("over", "Закончились", ("-valid_until", "-id")),
)


def _of_tab(tab: str, today: dt.date) -> Q:
    soon = Q(state=State.IN_FORCE, renewal=None, valid_until__lte=today + RENEW_BEFORE)
    return {
        "waiting": Q(state__in=[State.DRAFT, State.WAITING]),
        "ending": soon,
        "in_force": Q(state=State.IN_FORCE),
        "over": Q(state__in=[State.EXPIRED, State.ENDED, State.REPLACED]),
    }[tab]


def list_agreements(actor: Actor, unit: Unit, tab: str, today: dt.date, *, after: str | None = None) -> Page[Agreement]:
    """Of the unit and those below it."""
    order = next(known.order for known in TABS if known.key == tab)
    rows = _seen(actor).filter(_of_tab(tab, today), unit__path__startswith=unit.path)
    return keyset(rows, order=order, size=ON_PAGE, after=after)


def count_agreements(actor: Actor, unit: Unit, today: dt.date) -> dict[str, int]:
    rows = Agreement.objects.filter(access.seen_by(actor), unit__path__startswith=unit.path)
    return rows.aggregate(**{tab.key: Count("pk", filter=_of_tab(tab.key, today)) for tab in TABS})


def get_agreement(actor: Actor, agreement_id: UUID) -> Agreement:
    agreement = _seen(actor).filter(pk=agreement_id).first()
    if agreement is None:
        raise NotSeen
    return agreement


def list_of_guardian(actor: Actor, guardian_id: UUID, *, case_id: UUID | None = None) -> list[Agreement]:
    """Newest first; with a family only their common ones."""
    rows = _seen(actor).filter(guardian_id=guardian_id)
    rows = rows.filter(case_id=case_id) if case_id else rows
    return list(rows.order_by("-prepared_at", "-id")[:ON_PAGE])


def list_of_case(actor: Actor, case_id: UUID) -> list[Agreement]:
    return list(_seen(actor).filter(case_id=case_id).order_by("-prepared_at", "-id")[:ON_PAGE])


def list_versions(actor: Actor, agreement: Agreement) -> list[Agreement]:
    """The chain of renewals this one belongs to, newest first: they share the number before the stroke."""
    base = agreement.number.partition("/")[0]
    rows = _seen(actor).filter(Q(number=base) | Q(number__startswith=f"{base}/"))
    return list(rows.order_by("-prepared_at", "-id"))


def _seen(actor: Actor) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(access.seen_by(actor))
    rows = rows.select_related("unit__region", "guardian__representative", "case__unit", "case__applicant", "template")
    signatures = Signature.objects.select_related("checked_by", "by", "file").order_by("signed_at", "id")
    return rows.prefetch_related(Prefetch("signatures", queryset=signatures))


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one side on the paper: its signature, if there is one, and whose name may be shown."""

    side: Side
    signature: Signature | None
    name: str

    @property
    def counts(self) -> bool:
        return self.signature is not None and is_counted(self.signature)


def list_places(actor: Actor, agreement: Agreement) -> list[Place]:
    signed = {Side(row.side): row for row in agreement.signatures.all()}
    sides = sides_of(Kind(agreement.kind), of_family=agreement.guardian_id is None)
    return [Place(side, signed.get(side), _name(actor, agreement, side, signed.get(side))) for side in sides]


def _name(actor: Actor, agreement: Agreement, side: Side, signature: Signature | None) -> str:
    if signature is None:
        return ""
    if side is Side.FAMILY and not shows_family(actor, agreement):
        return "представитель семьи"
    return signature.name


def shows_family(actor: Actor, agreement: Agreement) -> bool:
    """May the name of the one who speaks for the family stand on this paper for this reader (decision 15)?"""
    if agreement.case is None:
        return True
    if actor.kind is ActorKind.SYSTEM or actor.id == agreement.case_id:
        return True
    if actor.kind is ActorKind.HOLDER:
        guardian_id = agreement.guardian_id
        return guardian_id is not None and guards.opens_contacts(guardian_id, agreement.case.pk)
    return families.is_open(actor, agreement.case)


def may_open_scan(actor: Actor, about_id: UUID) -> bool:
    """A scan of a paper with a family shows its name: it opens together with the name."""
    return shows_family(actor, get_agreement(actor, about_id))


def is_counted(signature: Signature) -> bool:
    return signature.way == Way.CODE or signature.checked_at is not None


def list_missing(agreement: Agreement, signatures: Iterable[Signature]) -> tuple[Side, ...]:
    """Sides that have not signed in a way that counts."""
    signed = {Side(row.side) for row in signatures if is_counted(row)}
    return missing(Kind(agreement.kind), signed, of_family=agreement.guardian_id is None)
