"""What stands behind «Кабинет опекуна»: a guardian with a family in every state, one on its way, one on a pause."""

import datetime as dt
from typing import Any

from tests.pages.page import GUARDIAN
from tests.world_opeka import make_case, make_guardian, make_pair, make_papers, make_transfer
from uchastie.crm.cabinet.actions import open_for_person
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.rules.help import Verdict
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind


def make_own_guardian(world: Any) -> dict[str, object]:
    guardian = make_guardian(world, name="Верное плечо", capacity=5, categories=("children", "repair"))
    person = guardian.representative
    ContactPoint.objects.create(beneficiary=person, kind="email", value=GUARDIAN)
    open_for_person(beneficiary_id=person.pk, phone="", email=GUARDIAN)
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    states = ("proposed", "matched", "introduced", "active")
    pairs = {state: make_pair(world, guardian=guardian, state=state) for state in states}
    active = pairs["active"]
    make_papers("guardian_family", guardian=guardian, case=active.case)
    make_transfer(active.case, guardian)
    holder, family = Actor(ActorKind.HOLDER, id=guardian.pk), Actor(ActorKind.HOLDER, id=active.case_id)
    today = clock.today(world.region.zone)
    facts = [
        followup.log_help(actor=holder, guardianship_id=active.pk, help=Help("children", today, words))
        for words in ("отвезли сына на кружок", "погуляли с сыном", "помогли с уроками")
    ]
    followup.answer_help(actor=family, fact_id=facts[1].pk, verdict=Verdict.CONFIRMED)
    followup.answer_help(actor=family, fact_id=facts[2].pk, verdict=Verdict.DISPUTED)
    followup.send_report(
        actor=holder, guardianship_id=active.pk, month=today, text="Возили сына в школу каждый день, всё хорошо."
    )
    at = clock.now() + dt.timedelta(days=3)
    guardianship.plan_visit(actor=holder, guardianship_id=active.pk, at=at, who="Павел Юдин", what="Починим кран.")
    others = {
        f"own-guardian-{state}": make_guardian(world, state=state, representative=person).pk
        for state in ("application", "rejected", "handed", "paused", "left")
    }
    over = make_pair(world, case=make_case(world, state="ended"), guardian=guardian, state="ended")
    return (
        others
        | {f"own-pair-{state}": pair.pk for state, pair in pairs.items()}
        | {
            "own-guardian": guardian.pk,
            "own-pair-over": over.pk,
        }
    )
