"""The trial of a table: each row is judged against the network as it is now, nothing is written."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import access, queries
from uchastie.crm.network.models import Assignment, Invitation, Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.crm.network.rules.imports import (
    CentreRow,
    ImportKind,
    Reader,
    Row,
    StaffRow,
    Verdict,
    centre_key,
    plain,
    read_centre,
    read_person,
)
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

type Key = tuple[object, ...]


class Trial:
    """What is known of the network is read once; then `judge` answers for each row, in the order of the file."""

    kind: ImportKind

    def __init__(self) -> None:
        self.seen: dict[Key, int] = {}  # key → number of the row where it stood first

    def _once(self, row: Row, key: Key, column: str) -> Verdict:
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            Reader(self.kind, row).wrong(column, f"то же, что в строке {first}")
            return Verdict.BAD
        return Verdict.GOOD


class CentreTrial(Trial):
    kind = ImportKind.CENTRES

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        regions = list(queries.list_regions_to_open_in(actor))
        self.regions = {plain(word): region.pk for region in regions for word in (region.name, region.pk)}
        known = Unit.objects.filter(kind=UnitKind.CENTRE, region__in=regions).values_list("region_id", "town", "name")
        self.known = {centre_key(*row) for row in known}

    def judge(self, row: Row) -> tuple[Verdict, CentreRow | None]:
        centre = read_centre(row, self.regions)
        if centre is None:
            return Verdict.BAD, None
        if centre.key in self.known:
            return Verdict.SAME, centre
        return self._once(row, centre.key, "name"), centre


class StaffTrial(Trial):
    kind = ImportKind.STAFF

    def __init__(self, actor: Actor, emails: Iterable[str]) -> None:
        super().__init__()
        self.actor = actor
        self.units: dict[str, list[Unit]] = defaultdict(list)
        for unit in queries.list_units(actor).exclude(status=UnitStatus.CLOSED).defer("search_text"):
            for word in _names(unit):
                self.units[word].append(unit)
        self.roles: dict[object, tuple[Role, ...]] = {}
        self.known = _invited_or_working({email.strip().lower() for email in emails})

    def judge(self, row: Row) -> tuple[Verdict, tuple[StaffRow, Unit] | None]:
        person = read_person(row)
        unit = self._unit(row, person) if person else None
        if person is None or unit is None:
            return Verdict.BAD, None
        key = (person.email, unit.pk, str(person.role))
        if key in self.known:
            return Verdict.SAME, (person, unit)
        return self._once(row, key, "email"), (person, unit)

    def _unit(self, row: Row, person: StaffRow) -> Unit | None:
        """The one that is meant; the rights of the actor are asked here, so that the trial tells them too."""
        wrong = Reader(ImportKind.STAFF, row).wrong
        found = self.units.get(plain(person.unit), [])
        if person.region:
            wanted = plain(person.region)
            found = [one for one in found if one.region and wanted in {plain(one.region.name), one.region.pk}]
        if not found:
            wrong("unit", "такого центра нет среди тех, что вы видите")
            return None
        if len(found) > 1:
            wrong("unit", "таких центров несколько: впишите полное название и регион")
            return None
        if person.role not in self._roles(found[0]):
            wrong("role", "эту роль здесь назначаете не вы или её в таком подразделении нет")
            return None
        return found[0]

    def _roles(self, unit: Unit) -> tuple[Role, ...]:
        if unit.pk not in self.roles:
            self.roles[unit.pk] = access.roles_to_give(self.actor, unit)
        return self.roles[unit.pk]


def _names(unit: Unit) -> set[str]:
    """«Добро.Центр «Уралмаш»», «Уралмаш» and the name in the address are the same."""
    quoted = re.search(r"«([^«»]+)»", unit.name)
    return {plain(unit.name), plain(quoted[1]) if quoted else "", plain(unit.slug)} - {""}


def _invited_or_working(emails: set[str]) -> set[Key]:
    known: set[Key] = set()
    listed = sorted(emails)
    for start in range(0, len(listed), 500):
        part = listed[start : start + 500]
        working = Assignment.objects.filter(user__email__in=part, ended_at=None)
        known |= set(working.values_list("user__email", "unit_id", "role"))
        invited = Invitation.objects.filter(email__in=part, accepted_at=None, expires_at__gt=clock.now())
        known |= set(invited.values_list("email", "unit_id", "role"))
    return known


def trial_of(actor: Actor, kind: ImportKind, rows: Iterable[Row]) -> CentreTrial | StaffTrial:
    makers: dict[ImportKind, Callable[[], CentreTrial | StaffTrial]] = {
        ImportKind.CENTRES: lambda: CentreTrial(actor),
        ImportKind.STAFF: lambda: StaffTrial(actor, [row.cells["email"] for row in rows]),
    }
    return makers[kind]()
