"""Evaluations: averages for all, single marks for their member alone."""

from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.councils import access, rules
from uchastie.crm.councils.models import Council, Evaluation, Mark, Member
from uchastie.crm.councils.rules import Average
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Judged:
    evaluation: Evaluation
    averages: tuple[Average, ...]
    members: int  # how many have marked


def get_evaluation(actor: Actor, evaluation_id: UUID, *, lock: bool = False) -> Evaluation:
    rows = Evaluation.objects.select_related("council__unit")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=evaluation_id).first()
    if found is None or not access.may_read(actor, found.council.unit):
        raise NotSeen
    return found


def list_evaluations(council: Council) -> list[Evaluation]:
    return list(Evaluation.objects.filter(council=council).order_by("-made_at", "-id")[:50])


def criteria_of(evaluation: Evaluation) -> list[tuple[int, str]]:
    return list(enumerate(evaluation.criteria))


def judged(evaluation: Evaluation) -> Judged:
    by_criterion: dict[int, list[int]] = {}
    members = set()
    for member_id, criterion, value in Mark.objects.filter(evaluation=evaluation).values_list(
        "member_id", "criterion", "value"
    ):
        by_criterion.setdefault(criterion, []).append(value)
        members.add(member_id)
    return Judged(evaluation, rules.averages_of(criteria_of(evaluation), by_criterion), len(members))


def own_marks(evaluation: Evaluation, member: Member) -> dict[int, int]:
    return dict(Mark.objects.filter(evaluation=evaluation, member=member).values_list("criterion", "value"))
