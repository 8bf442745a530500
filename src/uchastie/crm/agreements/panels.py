"""What agreements show on the cards of guardians and families, and the doors they keep for guardians."""

from typing import Any
from uuid import UUID

from uchastie.crm.agreements import access, queries, rules
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import KIND_NAMES, STATE_MARKS, STATE_NAMES, Kind, State
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import Gate, GateState
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel
from uchastie.ui import text as words


def gates_of_guardian(guardian_id: UUID) -> tuple[Gate, ...]:
    """Without both papers a guardian is not ready (B17, B38, B39). Closes at once when one of them lapses."""
    found = queries.list_in_force(guardian_id)
    return tuple(_gate(kind, found.get(kind)) for kind in (Kind.GUARDIAN_HQ, Kind.DATA_PROTECTION))


def _gate(kind: Kind, agreement: Agreement | None) -> Gate:
    title = f"Соглашение {words.uncapital(KIND_NAMES[kind])}"
    if agreement is None:
        return Gate(str(kind), GateState.NOW, title, "нужны подписи")
    detail = f"№ {agreement.number}, по {words.full_day(agreement.valid_until)}"
    soon = rules.renew_soon(agreement.valid_until, queries.today_of(agreement))
    return Gate(str(kind), GateState.SOON if soon else GateState.OPEN, title, detail)


def agreements_of_guardian(actor: Actor, guardian: Guardian) -> Panel | None:
    """On the guardian's card: its papers, and the button that prepares the next one."""
    rows = [row for row in queries.list_of_guardian(actor, guardian.pk) if row.state not in _GONE]
    may = guardian.unit is not None and access.may_work(actor, guardian.unit.path)
    if not rows and not may:
        return None
    return Panel("agreements/panel.html", _context(rows) | {"may": may, "guardian": guardian, "case": None})


def agreements_of_family(actor: Actor, case: FamilyCase) -> Panel | None:
    """On the family's card: papers with its guardians, to whom it lets its data go."""
    may = access.may_work(actor, case.unit.path)
    if not may:
        return None
    rows = [row for row in queries.list_of_case(actor, case.pk) if row.state not in _GONE]
    transfers = [row for row in queries.list_transfers(actor, case.pk) if row.withdrawn_at is None]
    context = _context(rows) | {"may": may, "guardian": None, "case": case, "transfers": transfers}
    return Panel("agreements/panel.html", context)


_GONE = frozenset({State.EXPIRED, State.ENDED, State.REPLACED})


def _context(rows: list[Agreement]) -> dict[str, Any]:
    return {"rows": rows, "KINDS": KIND_NAMES, "STATES": STATE_NAMES, "MARKS": STATE_MARKS, "transfers": []}
