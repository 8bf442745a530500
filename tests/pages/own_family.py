"""What stands behind «Моя семья»: a family with everything asked of it at once, one with nothing, letters to answer."""

import datetime as dt
from typing import Any

from tests.pages.page import OPEKA_FAMILY
from tests.world import actor
from tests.world_opeka import make_case, make_guardian, make_need, make_pair, make_papers, make_transfer
from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet.actions import open_for_person
from uchastie.crm.families import actions as families
from uchastie.crm.families.rules import LookReason
from uchastie.crm.family_cabinet import actions
from uchastie.crm.family_cabinet.rules import About
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.rules.help import Verdict
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind


def make_own_family(world: Any) -> dict[str, object]:
    me, today = actor(world.user(Role.REGION_COORDINATOR)), clock.today(world.region.zone)
    case = make_case(world, needs=2, state="helped")
    ContactPoint.objects.create(beneficiary=case.applicant, kind="email", value=OPEKA_FAMILY)
    open_for_person(beneficiary_id=case.applicant_id, phone="", email=OPEKA_FAMILY)
    holder = Actor(ActorKind.HOLDER, id=case.pk)
    helper, ended = (make_guardian(world, name=name) for name in ("Дружная артель", "Северный дом"))
    asked = make_guardian(world, name="Клуб отцов «Опора»")
    active = make_pair(world, case=case, guardian=helper, state="active")
    make_papers("guardian_hq", "data_protection", guardian=helper)
    make_papers("guardian_family", guardian=helper, case=case)
    transfer = make_transfer(case, helper)
    make_pair(world, case=case, guardian=ended, state="ended")
    make_pair(world, case=case, guardian=asked, state="matched")
    make_need(case, description="Починить кран на кухне")
    at = (clock.now() + dt.timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    guardianship.plan_visit(
        actor=me, guardianship_id=active.pk, at=at, who="Павел Юдин", what="Повесим полку и починим розетку."
    )
    facts = [
        followup.log_help(actor=SYSTEM, guardianship_id=active.pk, help=Help("children", today, words))
        for words in ("отвезли сына на кружок", "погуляли с сыном", "помогли с уроками")
    ]
    followup.answer_help(actor=holder, fact_id=facts[1].pk, verdict=Verdict.CONFIRMED)
    followup.answer_help(actor=holder, fact_id=facts[2].pk, verdict=Verdict.DISPUTED, note="Не приходили")
    families.open_veil(actor=me, case_id=case.pk, reason=LookReason.CALL)
    first = actions.complain(
        actor=holder, case_id=case.pk, about=About.GUARDIAN, text="Опоздали на два часа и не позвонили.", key="own-1"
    )
    actions.answer_appeal(actor=me, appeal_id=first.pk, version=None, text="Поговорили с опекуном, он извинится сам.")
    second = actions.complain(actor=holder, case_id=case.pk, about=About.OTHER, text="Холодно в подъезде.", key="own-2")
    federal = actions.complain(actor=holder, case_id=case.pk, about=About.HQ, text="Штаб не звонит.", key="own-3")
    lonely = make_case(world, needs=0, state="received", applicant=case.applicant)
    return {
        "own-case": case.pk,
        "own-lonely": lonely.pk,
        "own-need": case.needs.get(description="Починить кран на кухне").pk,
        "own-met": make_need(case, state="met", description="Купить лекарства").pk,
        "own-fact": facts[0].pk,
        "own-pair": active.pk,
        "own-asked": asked.pk,
        "own-transfer": transfer.pk,
        "appeal": second.pk,
        "appeal-answered": first.pk,
        "appeal-federal": federal.pk,
    }
