"""The pages of the support: a pair with a late call whose sides disagree, one with a closed call, marks of help."""

import datetime as dt
from typing import Any

from tests.world import actor
from tests.world_opeka import make_pair
from uchastie.crm.accounts.rules import Role
from uchastie.crm.families import actions as families
from uchastie.crm.families.rules import LookReason
from uchastie.crm.followup import actions
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.actions.talks import Talk
from uchastie.crm.followup.models import Call
from uchastie.crm.followup.rules.help import Verdict
from uchastie.crm.followup.rules.schedule import Outcome, Party
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind

ANSWERS = {"frequency": "weekly", "done": ["children"], "time": "yes", "changed": "no", "go_on": "yes"}


def make_helped(world: Any) -> dict[str, object]:
    me = actor(world.user(Role.REGION_COORDINATOR))
    today = clock.today(world.region.zone)
    started = today - dt.timedelta(days=50)
    pair = make_pair(world, state="active", proposed_at=clock.now() - dt.timedelta(days=60), help_started_on=started)
    actions.plan_calls(guardianship_id=pair.pk, started_on=started)
    first, second = Call.objects.filter(guardianship=pair).order_by("number")[:2]
    _talk(me, first, Party.FAMILY)
    _talk(me, first, Party.GUARDIAN, frequency="often", done=["nothing"])
    actions.note_talk(
        actor=me, call_id=second.pk, side=Party.FAMILY, version=None, talk=Talk(Outcome.NO_ANSWER, note="Не взяли")
    )
    quiet = make_pair(world, state="active", proposed_at=clock.now() - dt.timedelta(days=60), help_started_on=started)
    actions.plan_calls(guardianship_id=quiet.pk, started_on=started)
    families.open_veil(actor=me, case_id=quiet.case_id, reason=LookReason.CALL)
    guardian, family = (Actor(ActorKind.HOLDER, id=pk) for pk in (pair.guardian_id, pair.case_id))
    marks = [
        actions.log_help(
            actor=guardian,
            guardianship_id=pair.pk,
            help=Help("children", today - dt.timedelta(days=days), "забирали сына из школы"),
        )
        for days in (1, 2, 3)
    ]
    actions.answer_help(actor=family, fact_id=marks[0].pk, verdict=Verdict.CONFIRMED)
    actions.answer_help(actor=family, fact_id=marks[1].pk, verdict=Verdict.DISPUTED, note="В этот день не приезжали")
    report = actions.send_report(
        actor=guardian,
        guardianship_id=pair.pk,
        month=today,
        text="Каждую неделю забирали сына из школы и помогали с уроками.",
        difficulties="Не хватает машины по вторникам.",
        wants_help=True,
    )
    return {
        "helped-pair": pair.pk,
        "helped-quiet": quiet.pk,
        "helped-report": report.pk,
        "call-closed": first.pk,
        "call-again": second.pk,
        "call-opened": Call.objects.get(guardianship=quiet, number=0).pk,
        "call-coming": Call.objects.get(guardianship=quiet, number=3).pk,
    }


def _talk(me: Actor, call: Call, side: Party, **answers: object) -> None:
    talk = Talk(Outcome.TALKED, ANSWERS | answers)  # type: ignore[arg-type]
    actions.note_talk(actor=me, call_id=call.pk, side=side, version=None, talk=talk)
