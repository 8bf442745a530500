"""«Кабинет опекуна» through the real database: what it does itself, and that a family stays behind the gate."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.world import World, actor, enter_cabinet, sign_in
from tests.world_opeka import make_case, make_guardian, make_pair, make_papers, make_transfer

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import actions as agreements
from uchastie.crm.agreements import queries as papers
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import Side
from uchastie.crm.cabinet.actions import open_for_person
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.families import actions as families
from uchastie.crm.families.models import FamilyCase, Look
from uchastie.crm.families.rules import NeedValues
from uchastie.crm.followup.models import GuardianReport, HelpFact
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.guardianship.models import Guardianship, Visit
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind

pytestmark = pytest.mark.django_db

CONTACT = "pavel@example.org"
NAME, PHONE, ADDRESS = "Канарейкина Ульяна", "+79125550101", "улица Птичья, 7"
CANARIES = ("Канарейкина", "9125550101", "912 555-01-01", "Птичья")


def let_in(guardian: Any, contact: str = CONTACT) -> Client:
    person = guardian.representative
    ContactPoint.objects.get_or_create(beneficiary=person, kind="email", value=contact)
    open_for_person(beneficiary_id=person.pk, phone="", email=contact)
    return enter_cabinet(contact)


@pytest.fixture
def guardian(world: World) -> Any:
    return make_guardian(world, capacity=4)


@pytest.fixture
def client(guardian: Any) -> Client:
    return let_in(guardian)


@pytest.fixture
def case(world: World) -> FamilyCase:
    """A family whose every secret is a canary."""
    made = make_case(world, state="helped", address=ADDRESS)
    made.applicant.name = NAME
    made.applicant.save()
    made.applicant.contacts.update(value=PHONE)
    made.members.update(name="Канарейкина Ульяна")
    return made


def pair_of(world: World, case: FamilyCase, guardian: Any, state: str) -> Guardianship:
    return make_pair(world, case=case, guardian=guardian, state=state)


def all_papers(guardian: Any, case: FamilyCase) -> None:
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    make_papers("guardian_family", guardian=guardian, case=case)
    make_transfer(case, guardian)


def url(name: str, guardian: Any, pair: Guardianship | None = None, **more: object) -> str:
    given = {"guardian_id": guardian.pk} | ({"pair_id": pair.pk} if pair else {}) | more
    return reverse(f"guardian_cabinet:{name}", kwargs=given)


def text_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_the_way_in_is_the_persons_own_page(client: Client, guardian: Any) -> None:
    assert url("home", guardian) in text_of(client.get("/my/"))
    assert client.get("/my/guardian/").headers["Location"] == url("home", guardian)


def test_others_find_no_guardian(world: World, guardian: Any) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    stranger = let_in(make_guardian(world), "other@example.org")
    for name in ("home", "documents", "abilities", "taking_part"):
        assert stranger.get(url(name, guardian)).status_code == 404
    assert stranger.get(url("family", guardian, pair)).status_code == 404
    assert stranger.post(url("contacts", guardian, pair), {"reason": "call"}).status_code == 404
    staff = sign_in(world.user(Role.REGION_COORDINATOR))
    assert staff.get(url("home", guardian)).headers["Location"].startswith("/my/sign-in/")


def test_a_pair_of_another_guardian_does_not_open_in_the_own_cabinet(
    client: Client, guardian: Any, world: World
) -> None:
    foreign = make_pair(world, state="active")
    assert client.get(url("family", guardian, foreign)).status_code == 404
    for name in ("acceptance", "refusal", "contacts", "visits", "help", "report", "ending"):
        assert client.post(url(name, guardian, foreign), {}).status_code == 404, name


def everything(client: Client, guardian: Any, pair: Guardianship) -> str:
    """Every page the guardian can open about its families, its papers, its messages; and that no page of work opens."""
    pages = ["/my/", "/my/messages/", "/my/data/", "/my/consents/"]
    pages += [url(name, guardian) for name in ("home", "documents", "abilities", "taking_part", "stories")]
    pages += [url(name, guardian, pair) for name in ("family", "report", "ending")]
    seen = [text_of(client.get(page)) for page in pages]
    holder = Actor(ActorKind.HOLDER, id=guardian.pk)
    for agreement in Agreement.objects.filter(guardian=guardian):
        seen.append(text_of(Client().get(papers.signing_path(agreement, Side.GUARDIAN))))
        seen += [place.name for place in papers.list_places(holder, agreement)]  # what stands on the paper, PDF too
    told = Message.objects.filter(recipient_id=guardian.representative_id)
    seen += [message.subject + message.body for message in told]
    for address in ("/search/?q=Канарейкина", "/api/v1/requests", "/opeka/families/export/", "/people/"):
        answer = client.get(address)
        assert answer.status_code in {302, 401, 404}, address
        seen.append(text_of(answer))
    return "\n".join(seen)


@pytest.mark.ledger("B39", "B56")
@pytest.mark.parametrize("state", ["proposed", "matched"])
def test_before_the_introduction_a_family_is_a_number(
    client: Client, guardian: Any, case: FamilyCase, world: World, state: str
) -> None:
    pair = pair_of(world, case, guardian, state)
    all_papers(guardian, case)
    seen = everything(client, guardian, pair)
    assert case.number in seen
    assert [canary for canary in CANARIES if canary in seen] == []
    answer = client.post(url("contacts", guardian, pair), {"reason": "call"})
    assert answer.status_code == 403
    assert [canary for canary in CANARIES if canary in text_of(answer)] == []


def test_after_the_end_nothing_of_the_family_is_left(
    client: Client, guardian: Any, case: FamilyCase, world: World
) -> None:
    pair = pair_of(world, case, guardian, "ended")
    all_papers(guardian, case)
    seen = everything(client, guardian, pair)
    assert [canary for canary in CANARIES if canary in seen] == []
    assert client.post(url("contacts", guardian, pair), {"reason": "call"}).status_code == 404


@pytest.mark.ledger("B39", "B41")
def test_contacts_open_for_one_answer_and_the_family_sees_who_looked(
    client: Client, guardian: Any, case: FamilyCase, world: World
) -> None:
    pair = pair_of(world, case, guardian, "introduced")
    all_papers(guardian, case)
    assert client.post(url("contacts", guardian, pair), {}).status_code == 422
    opened = text_of(client.post(url("contacts", guardian, pair), {"reason": "call"}))
    assert all(canary in opened for canary in ("Канарейкина", "912 555-01-01", "Птичья"))
    assert "Канарейкина" not in text_of(client.get(url("family", guardian, pair)))
    look = Look.objects.get(case=case)
    assert guardian.name in look.who


def expire(kind: str, case: FamilyCase) -> None:
    """By the day alone: no job has run, nobody has pressed anything."""
    yesterday = clock.today(case.unit.zone) - dt.timedelta(1)
    assert Agreement.objects.filter(kind=kind).update(valid_until=yesterday)


def take_back_passing(case: FamilyCase) -> None:
    family = Actor(ActorKind.HOLDER, id=case.pk)
    agreements.withdraw_transfer(actor=family, transfer_id=papers.list_transfers(family, case.pk)[0].pk)


def take_back_keeping(case: FamilyCase) -> None:
    """The consent to pass the data is not touched: it stands on the one to keep them."""
    given = consents.take(
        SYSTEM,
        subject_id=case.applicant_id,
        about_id=case.pk,
        name=NAME,
        method=Method.PAPER,
        purpose=Purpose.FAMILY,
    )
    consents.withdraw(Actor(ActorKind.HOLDER, id=case.pk), consent_id=given.pk)


LAPSES: dict[str, Callable[[FamilyCase], None]] = {
    "guardian and headquarters": partial(expire, "guardian_hq"),
    "protection of data": partial(expire, "data_protection"),
    "guardian and family": partial(expire, "guardian_family"),
    "consent to pass the data": take_back_passing,
    "consent to keep the data": take_back_keeping,
}


@pytest.mark.ledger("B39", "B41", "B56")
@pytest.mark.parametrize("lapse", LAPSES)
def test_the_next_request_after_a_lapse_opens_nothing(
    client: Client, guardian: Any, case: FamilyCase, world: World, lapse: str
) -> None:
    pair = pair_of(world, case, guardian, "active")
    all_papers(guardian, case)
    assert client.post(url("contacts", guardian, pair), {"reason": "call"}).status_code == 200
    LAPSES[lapse](case)
    answer = client.post(url("contacts", guardian, pair), {"reason": "call"})
    assert answer.status_code == 403
    seen = text_of(answer) + everything(client, guardian, pair)
    assert [canary for canary in CANARIES if canary in seen] == []
    assert "нужно сейчас" in text_of(client.get(url("family", guardian, pair))), "what is missing is said"


def test_before_the_help_begins_the_agreement_with_the_family_is_not_asked_for(
    client: Client, guardian: Any, case: FamilyCase, world: World
) -> None:
    pair = pair_of(world, case, guardian, "introduced")
    all_papers(guardian, case)
    expire("guardian_family", case)
    assert client.post(url("contacts", guardian, pair), {"reason": "call"}).status_code == 200


def test_whoever_leads_the_family_hears_that_its_consent_is_gone(case: FamilyCase, world: World) -> None:
    take_back_keeping(case)
    told = Message.objects.filter(event="family_consent_withdrawn", channel="cabinet")
    assert set(told.values_list("recipient_id", flat=True)) == {world.user(Role.REGION_COORDINATOR).pk}
    assert all("Канарейкина" not in one.subject + one.body for one in told)


@pytest.mark.ledger("B18")
def test_the_guardian_takes_the_family_itself(client: Client, guardian: Any, world: World) -> None:
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    case = make_case(world)
    coordinator = actor(world.user(Role.REGION_COORDINATOR))
    needs = [need.pk for need in case.needs.all()]
    pair = guardianship.propose(actor=coordinator, case_id=case.pk, guardian_id=guardian.pk, need_ids=needs)
    told = Message.objects.filter(event="pair_proposed", recipient_id=guardian.representative_id, channel="cabinet")
    assert told.count() == 1
    assert "Вам предложили семью" in text_of(client.get(url("home", guardian)))
    client.post(url("acceptance", guardian, pair))
    again = client.post(url("acceptance", guardian, pair))
    pair.refresh_from_db()
    assert pair.state == "matched"
    assert pair.connect_due_at - pair.matched_at == dt.timedelta(hours=72)
    assert again.status_code in {302, 409, 422}


def test_a_refusal_needs_a_reason_and_frees_the_family(client: Client, guardian: Any, world: World) -> None:
    pair = make_pair(world, guardian=guardian, state="proposed")
    refused = client.post(url("refusal", guardian, pair), {"note": "Далеко ездить"})
    assert refused.status_code == 422
    assert "Далеко ездить" in text_of(refused)
    client.post(url("refusal", guardian, pair), {"reason": "far", "note": "Далеко ездить"})
    pair.refresh_from_db()
    assert (pair.state, pair.declined_by) == ("declined", "guardian")


@pytest.mark.ledger("B20")
def test_help_is_marked_in_one_form_and_taken_off(client: Client, guardian: Any, world: World) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    today = clock.today(pair.unit.zone)
    wrong = client.post(url("help", guardian, pair), {"category": "children", "on": today, "amount": "", "hours": ""})
    assert wrong.status_code == 422
    body = {"category": "children", "on": today.isoformat(), "amount": "отвезли на кружок", "hours": "1,5"}
    assert client.post(url("help", guardian, pair), body).status_code == 302
    fact = HelpFact.objects.get()
    assert (fact.amount, str(fact.hours), fact.author) == ("отвезли на кружок", "1.5", "guardian")
    client.post(url("help_removal", guardian, pair, fact_id=fact.pk))
    assert HelpFact.objects.get().withdrawn_at is not None


@pytest.mark.ledger("B31")
def test_a_report_of_the_month_is_sent_and_sent_again(client: Client, guardian: Any, world: World) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    month = clock.today(pair.unit.zone).replace(day=1).isoformat()
    page = url("report", guardian, pair)
    short = client.post(page, {"month": month, "text": "Мало"})
    assert short.status_code == 422
    assert "Мало" in text_of(short)
    for words in ("Возили сына в школу каждый день.", "Возили сына в школу и чинили кран."):
        assert client.post(page, {"month": month, "text": words}).status_code == 302
    assert GuardianReport.objects.get().text == "Возили сына в школу и чинили кран."


@pytest.mark.ledger("B24")
def test_the_guardian_hears_that_the_family_has_changed_its_needs(guardian: Any, world: World) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    family = Actor(ActorKind.HOLDER, id=pair.case_id)
    values = NeedValues("children", "Водить на плавание", "in_person", "weekly", "normal")
    families.add_need(actor=family, case_id=pair.case_id, values=values)
    told = Message.objects.get(event="need_changed", recipient_id=guardian.representative_id, channel="cabinet")
    assert "плавание" not in told.body


@pytest.mark.ledger("B51")
def test_the_guardian_ends_the_help(client: Client, guardian: Any, world: World) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    assert client.post(url("ending", guardian, pair), {"reason": "other"}).status_code == 422
    client.post(url("ending", guardian, pair), {"reason": "no_resources"})
    pair.refresh_from_db()
    assert (pair.state, pair.end_side) == ("ending_reported", "guardian")


def test_a_meeting_is_planned_and_called_off(client: Client, guardian: Any, world: World) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    day = clock.today(pair.unit.zone) + dt.timedelta(days=2)
    body = {"day": day.isoformat(), "time": "14:00", "who": "Павел Юдин", "what": "Починить кран"}
    assert client.post(url("visits", guardian, pair), body | {"time": "в обед"}).status_code == 422
    client.post(url("visits", guardian, pair), body)
    visit = Visit.objects.get()
    assert visit.at.astimezone(pair.unit.zone).hour == 14
    client.post(url("visit_cancellation", guardian, pair, visit_id=visit.pk))
    assert Visit.objects.get().cancelled_by == "guardian"
    foreign = make_pair(world, state="active")
    theirs = Visit.objects.create(
        guardianship=foreign, at=visit.at, who="Кто-то", what="Дело", side="guardian", planned_at=clock.now()
    )
    page = url("visit_cancellation", guardian, pair, visit_id=theirs.pk)
    assert client.post(page).status_code == 404


@pytest.mark.ledger("B36")
def test_what_it_can_do_changes_and_what_was_told_stays(client: Client, guardian: Any) -> None:
    row = guardian.capabilities.get()
    row.description = "кружки и школа"
    row.save()
    from tests.world_opeka import make_category

    make_category("repair", "Ремонт")
    body = {"categories": ["children", "repair"], "capacity": "3", "territory": "Реж", "version": guardian.version}
    assert client.post(url("abilities", guardian), body).status_code == 302
    guardian.refresh_from_db()
    assert guardian.capacity == 3
    assert dict(guardian.capabilities.values_list("category", "description")) == {
        "children": "кружки и школа",
        "repair": "",
    }
    late = client.post(url("abilities", guardian), body | {"capacity": "9"})
    assert late.status_code == 409


def test_a_pause_takes_no_family_away_and_leaving_waits_for_them(client: Client, guardian: Any, world: World) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    client.post(url("pause", guardian), {"reason": "Ремонт офиса"})
    guardian.refresh_from_db()
    pair.refresh_from_db()
    assert (guardian.state, pair.state) == ("paused", "active")
    refused = client.post(url("leaving", guardian), {"reason": "Устали"})
    assert refused.status_code == 422
    assert "Устали" in text_of(refused)
    client.post(url("resumption", guardian))
    guardian.refresh_from_db()
    assert guardian.state in {"ready", "handed"}


def test_the_page_of_a_family_costs_the_same(
    client: Client, guardian: Any, world: World, django_assert_max_num_queries: Any
) -> None:
    pair = make_pair(world, guardian=guardian, state="active")
    today = clock.today(pair.unit.zone)
    for number in range(12):
        client.post(url("help", guardian, pair), {"category": "children", "on": today, "amount": f"раз {number}"})
    with django_assert_max_num_queries(25):
        client.get(url("family", guardian, pair))
    with django_assert_max_num_queries(25):
        client.get(url("home", guardian))
