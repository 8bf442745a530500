"""What a centre offers, written only from an approved set."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Service
from uchastie.crm.catalogue.rules import ServiceKind
from uchastie.crm.journal import actions as journal
from uchastie.crm.licensing import access, queries
from uchastie.crm.licensing.models import Offer, ServiceSet
from uchastie.crm.licensing.rules import SetState
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal


@transaction.atomic
def set_offers(
    actor: Actor, unit: Unit, codes: Collection[str], *, seen: Collection[str] | None = None
) -> frozenset[str]:
    """The federal team makes and approves a version at once; the base four are always in the set (A26).

    `seen`: the codes the editor was shown; `Conflict` when somebody has changed the set since. Norms of packages warn
    on the page and block nothing. Open requests for a removed service are finished, new ones are not taken."""
    access.require_setting_offers(actor, unit)
    if unit.kind != UnitKind.CENTRE:
        raise Refusal("not_a_centre", "Набор сервисов есть только у Добро.Центра.")
    present = queries.list_chosen_codes(unit)
    if seen is not None and frozenset(seen) != present:
        raise Conflict("stale", "Пока вы выбирали, набор изменили. Проверьте галочки и сохраните ещё раз.")
    services = catalogue.list_services()
    wanted = elective_of(services, codes)
    if wanted == present:
        return wanted
    network.wait_for_unit(unit.pk)
    before = queries.approved_set(unit)
    now = clock.now()
    found = ServiceSet(
        unit=unit,
        number=next_number(unit),
        state=SetState.SUPERSEDED,  # until it is approved below; a draft of the head may be open beside it
        codes=sorted(wanted),
        saved_at=now,
        saved_by_id=actor.user_id,
        studied=before.studied if before else [],
        answers=before.answers if before else {},
    )
    found.save(force_insert=True)
    approve(actor, found, services)
    return wanted


def approve(actor: Actor, found: ServiceSet, services: Iterable[Service], *, reason: str = "") -> None:
    """This version is in force from now on, the one before it is history, the offers follow."""
    known = list(services)
    tally = queries.tally_of(known, set(found.codes))
    now = clock.now()
    ServiceSet.objects.filter(unit_id=found.unit_id, state=SetState.APPROVED).update(state=SetState.SUPERSEDED)
    last = next_number(found.unit) - 1
    found.apply(
        number=found.number if found.number == last else last + 1,  # one approved meanwhile has a higher number
        state=SetState.APPROVED,
        package=tally.package,
        rows=_rows(known, set(found.codes)),
        decided_at=now,
        decided_by_id=actor.user_id,
        reason=reason,
    )
    _write_offers(actor, found.unit, frozenset(found.codes), number=found.number)


def _rows(services: list[Service], codes: Collection[str]) -> list[list[Any]]:
    chosen = [s for s in services if s.kind == ServiceKind.BASE or s.code in codes]
    chosen.sort(key=lambda service: service.kind != ServiceKind.BASE)  # base ones first, else as in the catalogue
    return [[s.code, s.name, s.level, s.level_confirmed] for s in chosen]


def _write_offers(actor: Actor, unit: Unit, wanted: frozenset[str], *, number: int) -> None:
    present = queries.list_chosen_codes(unit)
    added, removed = wanted - present, present - wanted
    now = clock.now()
    Offer.objects.filter(unit=unit, service_id__in=removed, ended_at__isnull=True).update(ended_at=now)
    Offer.objects.bulk_create([Offer(unit=unit, service_id=code, since=now) for code in added], ignore_conflicts=True)
    journal.record(
        actor,
        verb="offers_set",
        object_kind="network.unit",
        object_id=unit.pk,
        unit_id=unit.pk,
        added=sorted(added),
        removed=sorted(removed),
    )


def next_number(unit: Unit) -> int:
    return int(ServiceSet.objects.filter(unit=unit).aggregate(last=Max("number"))["last"] or 0) + 1


def elective_of(services: Iterable[Service], codes: Collection[str]) -> frozenset[str]:
    """The codes without the base ones; `Refusal` for a code the catalogue does not have."""
    kinds = {service.code: service.kind for service in services}
    if set(codes) - set(kinds):
        raise Refusal("service", "Такого сервиса в каталоге нет. Обновите страницу.", field="codes")
    return frozenset(code for code in codes if kinds[code] == ServiceKind.ELECTIVE)
