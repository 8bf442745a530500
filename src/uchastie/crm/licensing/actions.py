"""Changing the set of a centre."""

from collections.abc import Collection

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.rules import ServiceKind
from uchastie.crm.journal import actions as journal
from uchastie.crm.licensing import access, queries
from uchastie.crm.licensing.models import Offer
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal


@transaction.atomic
def set_offers(
    actor: Actor, unit: Unit, codes: Collection[str], *, seen: Collection[str] | None = None
) -> frozenset[str]:
    """The centre offers these elective services from now on, besides the base four, which are always in the set (A26).

    `seen`: the codes the editor was shown; `Conflict` when somebody has changed the set since. Norms of packages warn
    on the page and block nothing. Open requests for a removed service are finished, new ones are not taken.
    """
    access.require_setting_offers(actor, unit)
    if unit.kind != UnitKind.CENTRE:
        raise Refusal("not_a_centre", "Набор сервисов есть только у Добро.Центра.")
    present = queries.list_chosen_codes(unit)
    if seen is not None and frozenset(seen) != present:
        raise Conflict("stale", "Пока вы выбирали, набор изменили. Проверьте галочки и сохраните ещё раз.")
    wanted = _elective(codes)

    added, removed = wanted - present, present - wanted
    now = clock.now()
    Offer.objects.filter(unit=unit, service_id__in=removed, ended_at__isnull=True).update(ended_at=now)
    Offer.objects.bulk_create([Offer(unit=unit, service_id=code, since=now) for code in added], ignore_conflicts=True)
    if added or removed:
        journal.record(
            actor,
            verb="offers_set",
            object_kind="network.unit",
            object_id=unit.pk,
            unit_id=unit.pk,
            added=sorted(added),
            removed=sorted(removed),
        )
    return wanted


def _elective(codes: Collection[str]) -> frozenset[str]:
    """The codes without the base ones; `Refusal` for a code the catalogue does not have."""
    kinds = {service.code: service.kind for service in catalogue.list_services()}
    unknown = set(codes) - set(kinds)
    if unknown:
        raise Refusal("service", "Такого сервиса в каталоге нет. Обновите страницу.", field="codes")
    return frozenset(code for code in codes if kinds[code] == ServiceKind.ELECTIVE)
