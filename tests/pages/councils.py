"""What stands behind the pages of councils and surveys."""

from typing import Any

from tests.pages.own import open_card_of
from tests.pages.page import EMPLOYEE, REGION, Page
from tests.world import Citizen
from tests.world_councils import (
    decide,
    fill,
    hold,
    make_council,
    make_late,
    make_meeting,
    make_member,
    make_permit,
    make_survey,
)
from uchastie.crm.councils import actions
from uchastie.crm.councils.rules import FateMove, PointKind
from uchastie.crm.surveys import actions as surveys
from uchastie.crm.surveys.rules import Form
from uchastie.kernel.actor import SYSTEM

MEMBER, ASKED = Citizen("member@example.org"), Citizen("offered@example.org")

COUNCILS: tuple[Page, ...] = (
    Page("councils", "councils:index", EMPLOYEE),
    Page("council-new", "councils:new", EMPLOYEE),
    Page("council", "councils:card", EMPLOYEE, ("council",)),
    Page("council-above", "councils:card", REGION, ("council",)),
    Page("council-edit", "councils:edit", EMPLOYEE, ("council",)),
    Page("council-members", "councils:members", EMPLOYEE, ("council",), query="?q=Зорина"),
    Page("council-meeting-new", "councils:meeting_new", EMPLOYEE, ("council",)),
    Page("council-meeting", "councils:meeting", EMPLOYEE, ("council-meeting",)),
    Page("council-meeting-held", "councils:meeting", EMPLOYEE, ("council-held",)),
    Page("council-decision", "councils:decision", EMPLOYEE, ("council-decision",)),
    Page("council-decision-done", "councils:decision", EMPLOYEE, ("council-done",)),
    Page("council-evaluation-new", "councils:evaluation_new", EMPLOYEE, ("council",)),
    Page("council-evaluation", "councils:evaluation", EMPLOYEE, ("council-evaluation",)),
    Page("council-own", "councils:own", MEMBER, ("council-member",)),
    Page("council-own-offer", "councils:own", ASKED, ("council-offered",)),
    Page("council-own-marks", "councils:own_marks", MEMBER, ("council-member", "council-evaluation")),
    Page("council-public", "councils:public", None, ("slug",)),
    Page("surveys", "surveys:index", EMPLOYEE),
    Page("survey-new", "surveys:new", EMPLOYEE),
    Page("survey-edit", "surveys:edit", EMPLOYEE, ("survey-draft",)),
    Page("survey-draft", "surveys:card", EMPLOYEE, ("survey-draft",)),
    Page("survey-open", "surveys:card", EMPLOYEE, ("survey-teen",)),
    Page("survey-closed", "surveys:card", EMPLOYEE, ("survey-closed",)),
    Page("survey-start", "surveys:start", None, ("survey-code-poll",)),
    Page("survey-start-ranking", "surveys:start", None, ("survey-code-ranking",)),
    Page("survey-start-teen", "surveys:start", None, ("survey-code-teen",)),
    Page("survey-left", "surveys:left", None, ("survey-code-teen",)),
    Page("survey-done", "surveys:done", None, ("survey-code-teen",)),
    Page("survey-results", "surveys:results", None, ("survey-code-closed",)),
    Page("survey-permit", "surveys:permit", None, ("survey-permit",)),
    Page("survey-permit-given", "surveys:permit", None, ("survey-permit-given",)),
    Page("surveys-of-centre", "surveys:of_centre", None, ("slug",)),
)
# A question opens only to who has begun; the journeys look at it.
NO_PAGES_OF_COUNCILS = {"surveys:question": "opens to who has begun: the journeys look at it"}


def make_councils(world: Any) -> dict[str, object]:
    council = make_council(world.uralmash, people=3)
    member = make_member(council, name="Зорина Алла Игоревна", label="от подростков")
    offered = make_member(council, name="Ким Тимур", minor=True, accepted=False)
    open_card_of(member.person, MEMBER)
    open_card_of(offered.person, ASKED)
    make_late(council)
    held = hold(council, ago=3)
    done, waits = decide(held, "Звонки по вторникам до 20:00"), decide(held, "Две ведущие из наших на встречах")
    words = "Звонки принимают до 20:00 с 1 декабря"
    actions.change_fate(actor=SYSTEM, decision_id=done.pk, move=FateMove.FINISH, version=None, words=words)
    meeting = make_meeting(council)
    key = "page-of-council"
    actions.add_point(
        actor=SYSTEM, meeting_id=meeting.pk, kind=PointKind.ADVISE, title="Правила дороги", minutes=15, key=key
    )
    actions.propose(actor=SYSTEM, member=member, title="Музыка на встречах", key=f"{key}-own")
    evaluation = actions.begin_evaluation(
        actor=SYSTEM, council_id=council.pk, subject="Консультации", criteria=["Объясняют понятно?", "Удобно время?"]
    )
    return {
        "council": council.pk,
        "council-member": member.pk,
        "council-offered": offered.pk,
        "council-meeting": meeting.pk,
        "council-held": held.pk,
        "council-decision": waits.pk,
        "council-done": done.pk,
        "council-evaluation": evaluation.pk,
        **_surveys(world),
    }


def _surveys(world: Any) -> dict[str, object]:
    unit = world.uralmash
    teen, closed = make_survey(unit, Form.TEEN, title="Как тебе у нас?"), make_survey(unit, asked=120)
    for number in range(14):
        fill(closed, chosen=number % 2)
    surveys.close_survey(actor=SYSTEM, survey_id=closed.pk)
    result = surveys.Result("По вторникам работаем до 20:00, в субботу пока не можем: нет дежурного.")
    surveys.tell_result(actor=SYSTEM, survey_id=closed.pk, version=None, result=result)
    return {
        "survey-draft": make_survey(unit, Form.QUESTIONNAIRE, opened=False).pk,
        "survey-teen": teen.pk,
        "survey-closed": closed.pk,
        "survey-code-poll": make_survey(unit).code,
        "survey-code-ranking": make_survey(unit, Form.RANKING, title="Что делать весной?").code,
        "survey-code-teen": teen.code,
        "survey-code-closed": closed.code,
        "survey-permit": make_permit(teen, given=False).code,
        "survey-permit-given": make_permit(teen).code,
    }
