"""Several families at once: to a colleague, to oneself, a reminder. Each family by itself: what is refused for one says
why and stops none of the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.families import actions as families
from uchastie.crm.families import queries as cases
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.journal import actions as journal
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.crm.oversight import rules
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one family of the chosen ones."""

    case: FamilyCase
    done: bool
    words: str


def hand_over_chosen(*, actor: Actor, versions: Mapping[UUID, int], colleague_id: UUID) -> list[Outcome]:
    """`versions`: the families as they were when they were chosen; one that somebody has changed since is refused."""

    def give(case: FamilyCase) -> str:
        if case.assignee_id == colleague_id:
            mine = colleague_id == actor.user_id
            raise Refusal("already", "И так ваша." if mine else "И так у этого коллеги.")
        families.hand_over(actor=actor, case_id=case.pk, version=versions[case.pk], colleague_id=colleague_id)
        return "Теперь ведёте вы" if colleague_id == actor.user_id else "Передана"

    return [_one(case, give) for case in cases.list_chosen(actor, versions)]


def remind_chosen(*, actor: Actor, case_ids: Mapping[UUID, int]) -> list[Outcome]:
    """The guardian is reminded of what it has to do next; without a guardian, the colleague who leads the family."""
    found = cases.list_chosen(actor, case_ids)
    pairs: dict[UUID, list[Guardianship]] = {case.pk: [] for case in found}
    for pair in guardianship.list_open_of([case.pk for case in found]):
        pairs[pair.case_id].append(pair)
    return [_one(case, lambda one: _remind(actor, one, pairs[one.pk])) for case in found]


def _one(case: FamilyCase, do: Callable[[FamilyCase], str]) -> Outcome:
    try:
        with transaction.atomic():
            return Outcome(case, True, do(case))
    except (Refusal, Conflict, Denied) as error:
        return Outcome(case, False, error.message)
    except NotSeen:
        return Outcome(case, False, "Этой семьи больше нет в вашем штабе.")


def _remind(actor: Actor, case: FamilyCase, pairs: list[Guardianship]) -> str:
    told, refused = [], []
    for tell in [partial(_tell_guardian, pair) for pair in pairs] or [partial(_tell_colleague, actor, case)]:
        try:
            told.append(tell())
        except Refusal as no:  # of several guardians one may have no contact: the others are told all the same
            refused.append(no)
    names = [name for name in told if name]
    if not names:
        raise refused[0] if refused else Refusal("told", "Сегодня уже напоминали.")
    journal.record(actor, verb="family_reminded", object_kind="families.case", object_id=case.pk, unit_id=case.unit_id)
    return ". ".join(["Напомнили: " + ", ".join(names), *(no.message.rstrip(".") for no in refused)])


def _tell_guardian(pair: Guardianship) -> str:
    """Who was told; empty when it has been told today. «Напомнили» is not said of one whom nothing can reach."""
    to = messages.person(pair.guardian.representative_id, about_id=pair.pk, unit_id=pair.unit_id)
    if to is None or not (to.email or to.phone):
        raise Refusal("no_contact", f"У опекуна «{pair.guardian.name}» нет ни телефона, ни почты: уточните их.")
    told = notifications.notify(
        event="guardian_reminder",
        about_id=pair.pk,
        to=to,
        unit_id=pair.unit_id,
        number=pair.case.number,
        values={"что сделать": rules.asked_of_guardian(pair.state)},
        occasion=clock.today(pair.unit.zone).isoformat(),
    )
    return f"опекун «{pair.guardian.name}»" if told else ""


def _tell_colleague(actor: Actor, case: FamilyCase) -> str:
    if case.assignee is None:
        raise Refusal("nobody", "Семью никто не ведёт и опекуна нет: возьмите её или передайте коллеге.")
    if case.assignee_id == actor.user_id:
        raise Refusal("own", "Семью ведёте вы, опекуна ещё нет: напоминать некому.")
    to = messages.staff(case.assignee.pk, unit_id=case.unit_id)
    if to is None:
        raise Refusal("gone", f"{case.assignee.name} больше не работает: передайте семью коллеге.")
    told = notifications.notify(
        event="family_reminder",
        about_id=case.pk,
        to=to,
        unit_id=case.unit_id,
        number=case.number,
        url=reverse("families:case", args=[case.pk]),
        occasion=clock.today(case.unit.zone).isoformat(),
    )
    return case.assignee.name if told else ""
