"""«Моя семья» through the real database: what the family does itself, and what nobody else gets to see."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.world import World, actor, enter_cabinet, sign_in
from tests.world_opeka import make_case, make_guardian, make_pair, make_papers, make_transfer

from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet.actions import open_for_person
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.families import actions as families
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.rules import LookReason
from uchastie.crm.family_cabinet import actions, queries
from uchastie.crm.family_cabinet.models import Appeal
from uchastie.crm.family_cabinet.rules import About
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.models import HelpFact
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.guardianship import queries as pairs
from uchastie.crm.guardianship.models import Feedback, Guardianship, Visit
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import Beneficiary, ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal

pytestmark = pytest.mark.django_db

CONTACT = "olga@example.org"


def let_in(person: Beneficiary, contact: str = CONTACT) -> Client:
    ContactPoint.objects.get_or_create(beneficiary=person, kind="email", value=contact)
    open_for_person(beneficiary_id=person.pk, phone="", email=contact)
    return enter_cabinet(contact)


@pytest.fixture
def case(world: World) -> FamilyCase:
    return make_case(world, state="helped")


@pytest.fixture
def pair(world: World, case: FamilyCase) -> Guardianship:
    found = make_pair(world, case=case, state="active")
    make_papers("guardian_hq", "data_protection", guardian=found.guardian)
    make_papers("guardian_family", guardian=found.guardian, case=case)
    return found


@pytest.fixture
def client(case: FamilyCase) -> Client:
    return let_in(case.applicant)


def url(name: str, case: FamilyCase, **more: object) -> str:
    return reverse(f"family_cabinet:{name}", kwargs={"case_id": case.pk, **more})


def text_of(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_the_way_in_is_the_persons_own_page(client: Client, case: FamilyCase) -> None:
    assert url("home", case) in text_of(client.get("/my/"))
    assert client.get("/my/family/").headers["Location"] == url("home", case)


def test_a_family_written_down_by_the_headquarters_comes_in_by_its_number(world: World) -> None:
    """A contact an employee has written opens nothing by itself; the number said by phone does, with that contact."""
    case = make_case(world)
    ContactPoint.objects.create(beneficiary=case.applicant, kind="email", value="anna@example.org")
    visitor, stranger = enter_cabinet("anna@example.org"), enter_cabinet("eve@example.org")
    assert visitor.get(url("home", case)).status_code != 200
    assert stranger.post("/my/number/", {"number": case.number}).status_code == 422
    assert visitor.post("/my/number/", {"number": case.number.lower()}).status_code == 302
    assert visitor.get(url("home", case)).status_code == 200


def test_others_find_no_family(world: World, case: FamilyCase, pair: Guardianship) -> None:
    """Neither another family, nor the guardian in its own cabinet, nor an employee at work."""
    other, helper = make_case(world), pair.guardian.representative
    for visitor in (let_in(other.applicant, "other@example.org"), let_in(helper, "helper@example.org")):
        assert visitor.get(url("home", case)).status_code == 404
        assert visitor.post(url("forgetting", case), {"key": "k", "sure": "on"}).status_code == 404
    assert url("home", case) not in text_of(let_in(helper, "helper@example.org").get("/my/"))
    staff = sign_in(world.user(Role.REGION_COORDINATOR))
    assert staff.get(url("home", case)).headers["Location"].startswith("/my/sign-in/")
    assert Client().get(url("home", case)).headers["Location"].startswith("/my/sign-in/")


@pytest.mark.ledger("B24")
def test_the_family_changes_its_needs_itself(client: Client, case: FamilyCase, pair: Guardianship) -> None:
    need = case.needs.get()
    given = {"category": need.category_id, "description": "Забирать из школы и кормить", "periodicity": "weekly"}
    answer = client.post(url("need", case, need_id=need.pk), given | {"version": need.version})
    assert answer.status_code == 302, text_of(answer)
    client.post(url("need_new", case), {"category": need.category_id, "description": "Починить кран"})
    assert set(case.needs.values_list("description", flat=True)) == {"Забирать из школы и кормить", "Починить кран"}
    history = text_of(client.get(url("history", case)))
    assert "Забирать сына из школы, 1" in history
    assert "семья" in history
    client.post(url("need_withdrawal", case, need_id=need.pk))
    assert Need.objects.get(pk=need.pk).state == "withdrawn"


def test_an_old_form_of_a_need_does_not_overwrite_a_newer_one(client: Client, case: FamilyCase, world: World) -> None:
    need = case.needs.get()
    given = {"category": need.category_id, "description": "Первое", "version": need.version}
    client.post(url("need", case, need_id=need.pk), given)
    answer = client.post(url("need", case, need_id=need.pk), given | {"description": "Второе, набранное долго"})
    assert answer.status_code == 409
    assert "Второе, набранное долго" in text_of(answer)
    need.refresh_from_db()
    assert need.description == "Первое"


@pytest.mark.ledger("B25")
def test_help_is_confirmed_or_denied_by_the_family(client: Client, case: FamilyCase, pair: Guardianship) -> None:
    today = clock.today(case.unit.zone)
    facts = [
        followup.log_help(actor=SYSTEM, guardianship_id=pair.pk, help=Help("children", today, words))
        for words in ("отвезли на кружок", "помогли с уроками")
    ]
    assert "отвезли на кружок" in text_of(client.get(url("home", case)))
    client.post(url("confirmation", case, fact_id=facts[0].pk))
    client.post(url("dispute", case, fact_id=facts[1].pk), {"note": "Никто не приходил"})
    yes, no = (HelpFact.objects.get(pk=fact.pk) for fact in facts)
    assert (yes.confirmed_at is not None, no.disputed_at is not None) == (True, True)
    assert no.dispute_note == "Никто не приходил"


def test_help_of_another_family_cannot_be_answered(client: Client, case: FamilyCase, world: World) -> None:
    other = make_pair(world, state="active")
    today = clock.today(case.unit.zone)
    fact = followup.log_help(actor=SYSTEM, guardianship_id=other.pk, help=Help("children", today, "поездка"))
    assert client.post(url("confirmation", case, fact_id=fact.pk)).status_code == 404
    assert client.get(url("dispute", case, fact_id=fact.pk)).status_code == 404


def test_who_has_looked_is_shown(client: Client, case: FamilyCase, world: World) -> None:
    coordinator = actor(world.user(Role.REGION_COORDINATOR))
    families.open_veil(actor=coordinator, case_id=case.pk, reason=LookReason.CALL)
    assert coordinator.label in text_of(client.get(url("looks", case)))


@pytest.mark.ledger("B56")
def test_the_family_lets_a_named_guardian_have_its_data_and_takes_it_back(
    client: Client, case: FamilyCase, pair: Guardianship
) -> None:
    page = url("transfer", case, guardian_id=pair.guardian_id)
    empty = client.post(page, {"text": current_text(Purpose.FAMILY_TRANSFER).pk})
    assert empty.status_code == 422
    assert not pairs.opens_contacts(pair.guardian_id, case.pk)
    client.post(page, {"agree": "on", "text": current_text(Purpose.FAMILY_TRANSFER).pk})
    assert pairs.opens_contacts(pair.guardian_id, case.pk)
    given = queries.list_consents(case)[0]
    client.post(url("withdrawal", case, transfer_id=given.pk))
    assert not pairs.opens_contacts(pair.guardian_id, case.pk)


@pytest.mark.ledger("B51")
def test_the_family_ends_the_help_and_the_headquarters_hears(
    client: Client, case: FamilyCase, pair: Guardianship
) -> None:
    page = url("ending", case, pair_id=pair.pk)
    refused = client.post(page, {"reason": "other", "note": ""})
    assert refused.status_code == 422
    assert client.post(page, {"reason": "conflict", "note": ""}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.end_side, pair.end_reason) == ("ending_reported", "family", "conflict")
    assert Message.objects.filter(event="pair_end_reported").exists()


@pytest.mark.ledger("B26", "B52")
def test_after_the_end_the_questions_wait_in_the_cabinet(client: Client, world: World) -> None:
    ended = make_pair(world, state="ended")
    visitor = let_in(ended.case.applicant, "ended@example.org")
    link = reverse("guardianship:feedback", args=[pairs.feedback_token(ended.pk)])
    asked = text_of(visitor.get(url("home", ended.case)))
    assert "Расскажите, как всё прошло" in asked
    assert visitor.post(link, {"helped": "5", "polite": "4"}).status_code == 302
    assert Feedback.objects.get(guardianship=ended).helped == 5
    assert "Расскажите, как всё прошло" not in text_of(visitor.get(url("home", ended.case)))


def test_a_proposal_the_guardian_has_not_answered_is_not_shown(world: World) -> None:
    """A refusal must not hurt: the family learns of a guardian when it has agreed."""
    waiting = make_pair(world, state="proposed")
    visitor = let_in(waiting.case.applicant, "waiting@example.org")
    assert waiting.guardian.name not in text_of(visitor.get(url("home", waiting.case)))


def test_the_next_meeting_with_the_code_word(client: Client, case: FamilyCase, pair: Guardianship) -> None:
    holder = Actor(ActorKind.HOLDER, id=pair.guardian_id)
    at = clock.now() + dt.timedelta(days=2)
    told = {"actor": holder, "guardianship_id": pair.pk, "who": "Павел", "what": "Повесить полку"}
    visit = guardianship.plan_visit(at=at, **told)
    assert guardianship.plan_visit(at=at, **told).pk == visit.pk
    assert Message.objects.filter(event="visit_planned", recipient_id=case.applicant_id).exists()
    page = text_of(client.get(url("home", case)))
    assert "Придёт: Павел" in page
    assert case.code_word in page
    client.post(url("visit_refusal", case, visit_id=visit.pk))
    assert Visit.objects.get(pk=visit.pk).cancelled_by == "family"
    assert "Придёт: Павел" not in text_of(client.get(url("home", case)))
    assert Message.objects.filter(event="visit_not_needed").exists()


def test_meetings_are_planned_ahead_and_only_after_the_introduction(case: FamilyCase, world: World) -> None:
    known, unknown = make_pair(world, state="introduced"), make_pair(world, state="matched")
    soon = clock.now() + dt.timedelta(hours=5)
    for pair, at in ((known, soon - dt.timedelta(days=1)), (known, soon + dt.timedelta(days=400)), (unknown, soon)):
        holder = Actor(ActorKind.HOLDER, id=pair.guardian_id)
        with pytest.raises(Refusal):
            guardianship.plan_visit(actor=holder, guardianship_id=pair.pk, at=at, who="Павел", what="Полка")
    hq = actor(world.user(Role.REGION_COORDINATOR))
    assert guardianship.plan_visit(actor=hq, guardianship_id=unknown.pk, at=soon, who="Павел", what="Знакомство")


def test_a_complaint_is_read_by_those_who_may(client: Client, case: FamilyCase, world: World, actor_of: object) -> None:
    client.post(url("complaint", case), {"about": "guardian", "text": "Опоздали на два часа", "key": "a" * 32})
    client.post(url("complaint", case), {"about": "guardian", "text": "Опоздали на два часа", "key": "a" * 32})
    client.post(url("complaint", case), {"about": "hq", "text": "Штаб не звонит", "key": "b" * 32})
    local, upper = Appeal.objects.order_by("sent_at")
    coordinator, federal = actor(world.user(Role.REGION_COORDINATOR)), actor(world.user(Role.FEDERAL_MANAGER))
    assert [one.pk for one in queries.list_appeals(coordinator, world.region, waiting=True).items] == [local.pk]
    assert [one.pk for one in queries.list_appeals(federal, world.federal, waiting=True).items] == [upper.pk]
    for who, hidden in ((coordinator, upper), (federal, local)):
        with pytest.raises(NotSeen):
            queries.get_appeal(who, hidden.pk)
    told = {message.recipient_id for message in Message.objects.filter(event="appeal_sent", about_id=local.pk)}
    assert world.user(Role.REGION_COORDINATOR).pk in told
    told = {message.recipient_id for message in Message.objects.filter(event="appeal_sent", about_id=upper.pk)}
    assert told == {world.user(Role.FEDERAL_MANAGER).pk}
    assert not Message.objects.filter(body__contains="Опоздали").exists()


def test_the_answer_comes_to_the_family(client: Client, case: FamilyCase, world: World) -> None:
    holder = Actor(ActorKind.HOLDER, id=case.pk)
    sent = actions.complain(actor=holder, case_id=case.pk, about=About.OTHER, text="Холодно", key="k")
    staff = sign_in(world.user(Role.REGION_COORDINATOR))
    page = reverse("family_cabinet:answer", args=[sent.pk])
    assert staff.post(page, {"answer": "", "version": sent.version}).status_code == 422
    assert staff.post(page, {"answer": "Позвонили в управляющую", "version": sent.version}).status_code == 302
    late = staff.post(page, {"answer": "Мой ответ, набранный долго", "version": sent.version})
    assert late.status_code == 409
    assert "Мой ответ, набранный долго" in text_of(late)
    assert "Позвонили в управляющую" in text_of(client.get(url("appeals", case)))
    assert Message.objects.filter(event="appeal_answered", recipient_id=case.applicant_id).exists()


def test_who_asks_to_be_forgotten_is_shown_to_nobody_at_once(
    client: Client, case: FamilyCase, pair: Guardianship
) -> None:
    make_transfer(case, pair.guardian)
    name, method = case.applicant.name, Method.ORAL
    given = consents.take(
        SYSTEM, subject_id=case.applicant_id, about_id=case.pk, name=name, method=method, purpose=Purpose.FAMILY
    )
    assert pairs.opens_contacts(pair.guardian_id, case.pk)
    page = url("forgetting", case)
    assert client.post(page, {"key": "c" * 32}).status_code == 422
    client.post(page, {"key": "c" * 32, "sure": "on"})
    client.post(page, {"key": "d" * 32, "sure": "on"})
    assert not pairs.opens_contacts(pair.guardian_id, case.pk)
    pair.refresh_from_db()
    assert pair.state == "ending_reported"
    assert Appeal.objects.filter(case=case, kind="forget").count() == 1
    given.refresh_from_db()
    assert given.withdrawn_at


def test_a_coordinator_writes_no_complaint_for_a_family(case: FamilyCase, world: World) -> None:
    coordinator = actor(world.user(Role.REGION_COORDINATOR))
    with pytest.raises(NotSeen):
        actions.complain(actor=coordinator, case_id=case.pk, about=About.OTHER, text="Слова", key="k")


def test_the_page_costs_the_same_with_many_rows(
    client: Client, case: FamilyCase, world: World, pair: Guardianship, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        client.get(url("home", case))
    for number in range(10):
        make_pair(world, case=case, guardian=make_guardian(world), state="ended")
        today = clock.today(case.unit.zone)
        followup.log_help(actor=SYSTEM, guardianship_id=pair.pk, help=Help("children", today, f"раз {number}"))
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        client.get(url("home", case))
