"""The pages of pairs as people use them."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.world import World, actor, sign_in
from tests.world_opeka import make_case, make_guardian, make_pair, make_papers, make_transfer

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardianship import actions, panels, queries
from uchastie.crm.guardianship.models import Feedback, Guardianship
from uchastie.kernel import clock

pytestmark = pytest.mark.django_db

INDEX = "/opeka/pairs/"


@pytest.fixture
def client(world: World) -> Any:
    return sign_in(world.user(Role.REGION_COORDINATOR))


def to(pair: Guardianship, name: str = "pair") -> str:
    return reverse(f"guardianship:{name}", args=[pair.pk])


def shown(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


@pytest.mark.ledger("B42")
def test_the_most_urgent_stands_first(world: World, client: Any) -> None:
    now = clock.now()
    for hours in (10, 80, 65):
        matched = now - dt.timedelta(hours=hours)
        make_pair(
            world,
            state="matched",
            matched_at=matched,
            connect_due_at=matched + dt.timedelta(hours=72),
            number=f"П-{hours}",
        )
    page = shown(client.get(INDEX))
    places = [page.index(words) for words in ("опоздание 8 ч", "осталось 6 ч", "осталось 61 ч")]
    assert places == sorted(places)
    assert "не опека по закону № 48-ФЗ" in page


def test_a_list_costs_the_same_with_ten_and_with_forty(world: World, client: Any) -> None:
    guardian = make_guardian(world, capacity=60)
    for _ in range(10):
        make_pair(world, guardian=guardian, state="matched")
    client.get(INDEX)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(INDEX)
    for _ in range(30):
        make_pair(world, guardian=guardian, state="matched")
    with CaptureQueriesContext(connection) as many:
        client.get(INDEX)
    assert len(many) == len(few)


@pytest.mark.ledger("B14", "B30", "B41", "B45", "B50", "B51", "B52")
def test_a_coordinator_leads_a_pair_from_the_answer_to_the_ending(world: World, client: Any) -> None:
    """Seven forms in a row, without a script."""
    pair = make_pair(world)
    here, now = pair.unit.zone, clock.now()

    def send(name: str, **fields: Any) -> str:
        pair.refresh_from_db()
        answer = client.post(to(pair, name), {"version": pair.version} | fields)
        assert answer.status_code == 302, shown(answer)
        pair.refresh_from_db()
        return str(pair.state)

    assert send("acceptance") == "matched"
    Guardianship.objects.filter(pk=pair.pk).update(matched_at=now - dt.timedelta(hours=5))
    met = (now - dt.timedelta(minutes=5)).astimezone(here)
    meeting = {"day": met.date().isoformat(), "time": f"{met:%H:%M}", "place": "в штабе", "participants": "Павел Юдин"}
    assert send("introduction", hq_present="yes", **meeting) == "introduced"
    assert send("assessments", text="Нужен ремонт крыльца") == "introduced"
    make_papers("guardian_hq", "data_protection", guardian=pair.guardian)
    make_papers("guardian_family", guardian=pair.guardian, case=pair.case)
    make_transfer(pair.case, pair.guardian)
    actions.follow_family_paper(guardian_id=pair.guardian_id, case_id=pair.case_id, in_force=True)
    assert send("activation", started_on=clock.today(here).isoformat()) == "active"
    assert send("ending", side="family", reason="all_met") == "ending_reported"
    assert send("confirmation", ended_on=clock.today(here).isoformat()) == "ended"
    assert Feedback.objects.get().guardianship_id == pair.pk


def test_what_was_typed_stays_when_something_is_wrong(world: World, client: Any) -> None:
    pair = make_pair(world, state="matched")
    answer = client.post(to(pair, "introduction"), {"version": 1, "place": "в парке", "day": "вчера"})
    assert answer.status_code == 422
    page = shown(answer)
    assert "в парке" in page
    assert "Не понимаем дату" in page
    assert "Отметьте, был ли представитель штаба" in page


def test_a_pair_that_went_on_meanwhile_is_not_overwritten(world: World, client: Any) -> None:
    pair = make_pair(world)
    assert client.post(to(pair, "acceptance"), {"version": 5}).status_code == 409


def test_names_and_phones_are_not_on_the_page(world: World, client: Any) -> None:
    for state in ("proposed", "active", "ended"):
        pair = make_pair(world, state=state)
        page = shown(client.get(to(pair)))
        assert pair.case.number in page
        assert "Рябинина" not in page
        assert "+7" not in page.replace("+7 343", "")


@pytest.mark.ledger("B44")
def test_the_headquarters_is_recommended_not_demanded(world: World, client: Any) -> None:
    page = shown(client.get(to(make_pair(world, state="matched"))))
    assert "регионального или муниципального штаба" in page
    assert "не обязательно" in page


@pytest.mark.ledger("B39")
def test_the_page_lists_what_the_gate_reads(world: World, client: Any) -> None:
    pair = make_pair(world, state="introduced")
    assert "Телефон и адрес закрыты от опекуна" in shown(client.get(to(pair)))
    make_papers("guardian_hq", "data_protection", guardian=pair.guardian)
    make_transfer(pair.case, pair.guardian)
    page = shown(client.get(to(pair)))
    assert "Опекун видит телефон и адрес семьи" in page
    assert (page.count("gate--open"), page.count("gate--now")) == (3, 1)


@pytest.mark.ledger("B26", "B52")
def test_a_family_answers_by_its_link_without_signing_in(world: World, client: Any) -> None:
    pair = make_pair(world, state="ended")
    link = reverse("guardianship:feedback", args=[queries.feedback_token(pair.pk)])
    visitor = Client()
    assert visitor.post(link, {"helped": "5"}).status_code == 422
    answer = visitor.post(link, {"helped": "5", "polite": "4", "again": "yes", "text": "Спасибо"}, follow=True)
    assert "Координатор свяжется с вами" in shown(answer)
    assert "noindex" in answer["X-Robots-Tag"]
    page = shown(client.get(to(pair)))
    assert "Спасибо" in page
    assert "5 из 5" in page


def test_a_spoilt_link_opens_nothing(world: World) -> None:
    make_pair(world, state="ended")
    assert Client().get("/opeka/feedback/ispor4ena/").status_code == 404


def test_cards_of_both_sides_show_the_pair(world: World) -> None:

    pair = make_pair(world, case=make_case(world, state="matched"), state="matched")
    who = actor(world.user(Role.REGION_COORDINATOR))
    family, guardian = panels.pairs_of_family(who, pair.case), panels.pairs_of_guardian(who, pair.guardian)
    assert family is not None
    assert guardian is not None
    assert [line.pair.pk for line in family.context["open"]] == [pair.pk]
    assert [line.pair.pk for line in guardian.context["open"]] == [pair.pk]
    federal = panels.pairs_of_guardian(actor(world.user(Role.FEDERAL_MANAGER)), pair.guardian)
    assert federal is not None
    assert federal.context["open"] == []
    assert panels.pairs_of_family(actor(world.user(Role.FEDERAL_MANAGER)), pair.case) is None
