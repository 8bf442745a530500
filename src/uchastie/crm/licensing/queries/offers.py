"""What a centre may offer. The one door: pages, the API and new requests all ask here."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, UUIDField

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Service
from uchastie.crm.catalogue.rules import ServiceKind
from uchastie.crm.licensing.models import Offer
from uchastie.crm.licensing.rules import Tally, tally
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.crm.training.guards import Offered
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared


def offered(unit: Unit) -> "QuerySet[Service]":
    """The base services of every centre (A26) and the elective ones of its set; nothing for a unit of another
    kind, and nothing while its licence does not work."""
    return _offered(unit.pk) if offers_now(unit) else catalogue.services().none()


def offers_now(unit: Unit) -> bool:
    """A suspended or ended licence closes all services at the next request, on pages and in the API."""
    return unit.kind == UnitKind.CENTRE and unit.status not in {UnitStatus.LOCKED, UnitStatus.CLOSED}


def _offered(unit_id: Any) -> "QuerySet[Service]":
    chosen = Offer.objects.filter(unit=unit_id, service=OuterRef("pk"), ended_at__isnull=True)
    return catalogue.services().filter(Q(kind=ServiceKind.BASE) | Exists(chosen))


_LONG = ("goal", "tasks", "outcomes")  # nobody reads them where a service is only chosen
_CHOICE = Prepared(lambda unit: _offered(unit).prefetch_related(None).defer(*_LONG), unit=UUIDField())
_ONE = Prepared(
    lambda unit, code: _offered(unit).prefetch_related(None).defer(*_LONG).filter(code=code),
    unit=UUIDField(),
    code=CharField(),
)


def list_offered(unit: Unit) -> list[Service]:
    return list(offered(unit))


def list_to_choose(unit: Unit) -> list[Service]:
    """The same services for a choice in a form: one statement, without partners and audiences."""
    return _CHOICE.all(unit=unit.pk) if offers_now(unit) else []


def offered_services(unit: Unit) -> list[Offered]:
    """The same services for training, which stands below: by code and name, with the day the centre took them."""
    if not offers_now(unit):
        return []
    taken = Offer.objects.filter(unit=unit, service=OuterRef("pk"), ended_at__isnull=True).order_by("since")
    rows = _offered(unit.pk).prefetch_related(None).annotate(taken=Subquery(taken.values("since")[:1]))
    return [
        Offered(code, name, None if kind == ServiceKind.BASE else since)
        for code, name, kind, since in rows.values_list("code", "name", "kind", "taken")
    ]


def find_offered(unit: Unit, service_code: str) -> Service | None:
    """One statement, without partners and audiences."""
    return _ONE.first(unit=unit.pk, code=service_code) if offers_now(unit) else None


def get_offered(unit: Unit, service_code: str) -> Service:
    """`NotSeen` when the centre does not offer it, whatever the catalogue says."""
    service = offered(unit).filter(code=service_code).first()
    if service is None:
        raise NotSeen
    return service


def list_chosen_codes(unit: Unit) -> frozenset[str]:
    """Codes of the elective services in the set of the centre."""
    rows = Offer.objects.filter(unit=unit, ended_at__isnull=True, service__kind=ServiceKind.ELECTIVE)
    return frozenset(rows.values_list("service_id", flat=True))


def count_offered(units: Iterable[Unit]) -> dict[UUID, int]:
    """Unit id → how many services it offers; two statements for any number of units."""
    base = catalogue.services().filter(kind=ServiceKind.BASE).count()
    ids = [unit.pk for unit in units]
    rows = Offer.objects.filter(
        unit_id__in=ids, ended_at__isnull=True, service__kind=ServiceKind.ELECTIVE, service__active=True
    )
    chosen = dict(rows.values("unit_id").annotate(count=Count("id")).values_list("unit_id", "count"))
    return {pk: base + chosen.get(pk, 0) for pk in ids}


def list_elective() -> list[Service]:
    return [service for service in catalogue.list_services() if service.kind == ServiceKind.ELECTIVE]


def tally_of(services: Iterable[Service], codes: Collection[str]) -> Tally:
    return tally((s.level, s.level_confirmed) for s in services if s.code in codes and s.kind == ServiceKind.ELECTIVE)


def centres_offering(service: Service, text: str = "") -> "QuerySet[Unit]":
    """Working centres that offer the service: all of them when it is a base one (A26)."""
    centres = network.list_centres(text=text)
    if service.kind == ServiceKind.BASE:
        return centres
    return centres.filter(Exists(Offer.objects.filter(unit=OuterRef("pk"), service=service, ended_at__isnull=True)))
