"""Licences by who may see them: the host by its signed link, the region its own, the federal team all."""

import base64
import datetime as dt
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.licensing import access
from uchastie.crm.licensing.models import Licence, LicenceText, ServiceSet, TermsAcceptance
from uchastie.crm.licensing.rules import LIVING, STATE_NAMES, WARN_BEFORE, SetState, State, TextKind
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal

_signer = signing.TimestampSigner(salt="licensing.licence")
LINK_LIVES = 366 * 24 * 3600  # seconds: a year and a day, longer than any review
_WITH = ("region", "unit__region", "text", "scan", "reviewed_by", "scan_by", "agreed_by")


def _seen_by(actor: Actor) -> Q:
    """The region's coordinators see the licences of their region, those above all."""
    if actor.kind is ActorKind.SYSTEM or actor.has_role(*access.EDITORS):
        return Q()
    return Q(region__in=network.list_regions_to_open_in(actor))


def list_licences(actor: Actor, state: str = "") -> QuerySet[Licence]:
    rows = Licence.objects.filter(_seen_by(actor)).select_related("region", "unit").order_by("-applied_at", "-id")
    return rows.filter(state=state) if state in set(State) else rows


def list_waiting(actor: Actor) -> QuerySet[Licence]:
    """What only the region or the federal team can move on: an application, a paper, a term that ends."""
    today = clock.now().date()
    late = Q(state=State.ACTIVE, valid_until__lte=today + WARN_BEFORE) | Q(
        state=State.SUSPENDED, suspended_until__lte=today
    )
    paper = Q(state=State.REVIEWED)
    if actor.user_id:
        paper &= Q(scan=None) | ~Q(scan_by_id=actor.user_id)
    return list_licences(actor).filter(Q(state=State.APPLIED) | paper | late).order_by("applied_at", "id")


def list_unlicensed(actor: Actor) -> QuerySet[Unit]:
    """Working centres that were opened before licences were kept here: their paper is to be entered."""
    living = Licence.objects.filter(unit=OuterRef("pk"), state__in=LIVING)
    rows = network.list_units(actor).filter(kind=UnitKind.CENTRE, status=UnitStatus.ACTIVE)
    return rows.filter(~Exists(living)).order_by("name", "pk")


def get_licence(actor: Actor, licence_id: UUID) -> Licence:
    """For the region and above, for the staff of the centre, for the holder of its link."""
    row = Licence.objects.select_related(*_WITH).filter(pk=licence_id).first()
    if row is None:
        raise NotSeen
    holder = actor.kind is ActorKind.HOLDER and actor.id == row.pk
    if holder or actor.kind is ActorKind.SYSTEM or access.may_review(actor, headquarters_of(row).path):
        return row
    if row.unit and access.works_here(actor, row.unit):
        return row
    raise NotSeen


def headquarters_of(licence: Licence) -> Unit:
    return network.get_region_headquarters(licence.region_id)


def licence_of(unit: Unit) -> Licence | None:
    """The living one, else the last that ended."""
    rows = list(Licence.objects.filter(unit=unit).select_related(*_WITH).order_by("-applied_at", "-id"))
    return next((row for row in rows if row.state in LIVING), rows[0] if rows else None)


def panel_opened_on(unit: Unit) -> dt.date | None:
    """The day since which the centre has the admin panel (A100): that of «ОЗНАКОМИТЬСЯ»; of a paper from before this
    system, the day it was signed. None when nothing is known of it."""
    rows = Licence.objects.filter(unit=unit, active_at__isnull=False).annotate(n=Count("acceptances"))
    days = [
        row.signed_on if row.signed_on and not row.n else row.active_at.astimezone(unit.zone).date()
        for row in rows
        if row.active_at
    ]
    return min(days, default=None)


def why_closed(unit: Unit) -> str:
    """Why nobody opens this centre by hand now."""
    licence = licence_of(unit)
    if licence is None or licence.state == State.ACTIVE:
        return ""
    return f"Лицензия центра: {STATE_NAMES[State(licence.state)]}. Доступ откроется вместе с ней."


def own_unit(actor: Actor, chosen: Unit | None) -> Unit:
    """The centre whose licence a person looks at as its own: the current one, else one that waits for its licence."""
    if chosen and chosen.kind == UnitKind.CENTRE and actor.covers(chosen.path, *STAFF):
        return chosen
    waiting = network.list_locked_units(actor.id, *access.WORKERS).first() if actor.user_id and actor.id else None
    if waiting is None:
        raise NotSeen
    return waiting


# --- the link of the host ---


def status_path(licence_id: UUID) -> str:
    token = _signer.sign(base64.urlsafe_b64encode(licence_id.bytes).decode().rstrip("="))
    return reverse("licensing:status", args=[token])


def licence_of_token(token: str) -> tuple[Actor, Licence]:
    try:
        value = _signer.unsign(token, max_age=LINK_LIVES)
        licence_id = UUID(bytes=base64.urlsafe_b64decode(value + "=="))
        licence = Licence.objects.select_related(*_WITH).get(pk=licence_id)
    except signing.SignatureExpired as error:
        raise _Bad("link_expired", "Ссылка старше года. Позвоните в региональный штаб.", 410) from error
    except (signing.BadSignature, ValueError, Licence.DoesNotExist) as error:
        raise _Bad("link_bad", "Ссылка неполная. Откройте её из письма ещё раз.", 404) from error
    return Actor(ActorKind.HOLDER, licence.pk, licence.contact_name), licence


class _Bad(Refusal):
    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(code, message)
        self.status = status


# --- texts ---


def list_text_versions(kind: TextKind) -> QuerySet[LicenceText]:
    return LicenceText.objects.filter(kind=kind).select_related("published_by").order_by("-number")


def current_text(kind: TextKind) -> LicenceText:
    text = list_text_versions(kind).first()
    if text is None:
        raise NotSeen
    return text


def find_text(kind: TextKind, number: int) -> LicenceText:
    text = list_text_versions(kind).filter(number=number).first()
    if text is None:
        raise NotSeen
    return text


def accepted_terms(licence: Licence) -> QuerySet[TermsAcceptance]:
    return TermsAcceptance.objects.filter(licence=licence).select_related("text").order_by("-at", "-id")


def find_acceptance(licence: Licence, text: LicenceText) -> TermsAcceptance | None:
    return TermsAcceptance.objects.filter(licence=licence, text=text).select_related("text").first()


def may_open_file(actor: Actor, licence_id: UUID) -> bool:
    """A scan opens to those who see its licence."""
    get_licence(actor, licence_id)
    return True


def submitted(actor: Actor) -> QuerySet[ServiceSet]:
    seen: Any = Q() if actor.kind is ActorKind.SYSTEM else Q(unit__in=network.list_units(actor))
    rows = ServiceSet.objects.filter(seen, state=SetState.SUBMITTED).select_related("unit", "submitted_by")
    return rows.order_by("submitted_at", "id")
