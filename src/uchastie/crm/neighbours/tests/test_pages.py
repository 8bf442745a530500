"""The pages as people use them: what is typed is not lost, contacts are not shown before both agree."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.world import World, enter_cabinet, sign_in
from tests.world_neighbours import make_neighbour, make_notice

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.neighbours.models import Answer, Neighbour, Notice
from uchastie.crm.neighbours.rules import State

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"neighbours:{name}", args=args)


def form(**values: object) -> dict[str, object]:
    return {
        "kind": "ask",
        "category": "carry",
        "title": "Поднять коробки",
        "times": "сегодня к 18:30",
        "duration": "half_hour",
        "key": "k1",
        "widen": "on",
    } | values


def test_what_was_typed_stays_with_the_reason(galina: Neighbour) -> None:
    client = enter_cabinet("galina@example.org")
    answer = client.post(url("new"), form(title="Поднять коробки, звоните 8 912 345-67-89"))
    body = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert "звоните 8 912 345-67-89" in body
    assert "Похоже на номер телефона" in body
    assert client.post(url("new"), form()).status_code == 302
    assert Notice.objects.get().state == State.OPEN


def test_joining_asks_place_age_and_consent(world: World) -> None:
    neighbour = make_neighbour(world, "Зотова Галина Ивановна", "galina@example.org")
    Neighbour.objects.filter(pk=neighbour.pk).delete()
    client = enter_cabinet("galina@example.org")
    assert client.get(url("new")).headers["Location"].startswith(url("join"))
    first = client.get(url("join"), {"near": world.uralmash.slug})
    assert "Галина З." in first.content.decode()
    assert client.post(url("join"), {"place": world.uralmash.slug}).status_code == 422
    text = current_text(Purpose.NEIGHBOUR).pk
    sent = {"place": world.uralmash.slug, "age": "adult", "agree": "on", "text": text, "next": "https://evil.example/"}
    answer = client.post(url("join"), sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/neighbours/")
    assert Neighbour.objects.get().name == "Галина З."


def test_the_way_on_pages(world: World, galina: Neighbour, timur: Neighbour) -> None:
    notice = make_notice(galina)
    author, helper = enter_cabinet("galina@example.org"), enter_cabinet("timur@example.org")
    page = helper.get(url("notice", notice.pk)).content.decode()
    assert "+7900" not in page.replace(" ", "")
    assert helper.post(url("answer", notice.pk), {"text": "Помогу"}).status_code == 422
    helper.post(url("answer", notice.pk), {"text": "Помогу", "contacts_agreed": "on"})
    answer = Answer.objects.get()
    assert "Тимур С." in author.get(url("own_notice", notice.pk)).content.decode()
    assert "tel:" not in author.get(url("own_notice", notice.pk)).content.decode()
    wrong = author.post(url("choice", answer.pk), {"day": "", "time": "", "where": "х" * 300})
    assert wrong.status_code == 422
    assert author.post(url("choice", answer.pk), {"day": "", "time": "", "where": "дом 28"}).status_code == 302
    for browser, place in ((author, url("own_notice", notice.pk)), (helper, url("helping", answer.pk))):
        assert "tel:+7900" in browser.get(place).content.decode()
    for browser in (helper, author):
        assert browser.post(url("word", answer.pk), {"outcome": "yes"}).status_code == 422
        sent = {"outcome": "yes", "stars": "5", "thanks": "Спасибо!"}
        assert browser.post(url("word", answer.pk), sent).status_code == 302
    last = author.get(url("own_notice", notice.pk)).content.decode()
    assert "tel:+7900" not in last
    assert "Спасибо!" in last
    assert enter_cabinet("nobody@example.org").get(url("helping", answer.pk)).status_code == 302


def test_the_feed_costs_the_same_for_ten_and_for_more(world: World, galina: Neighbour, client: Client) -> None:
    Neighbour.objects.filter(pk=galina.pk).update(helped=1)
    make_notice(galina)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url("board"), {"near": world.uralmash.slug}).status_code == 200
        counts.append(len(seen))
        for number in range(9 if len(counts) == 1 else 0):
            make_notice(make_neighbour(world, f"Сосед Иван{number}", f"x{number}@example.org"))
    assert counts[0] == counts[1]
    assert counts[0] <= 6


def test_staff_decide_on_the_page(world: World, galina: Neighbour) -> None:
    notice = make_notice(galina)
    Notice.objects.filter(pk=notice.pk).update(reports=1)
    client = sign_in(world.user(Role.CENTRE_HEAD))
    assert "Галина З." in client.get(url("work")).content.decode()
    wrong = client.post(url("decisions"), {"notices": [notice.pk], "ruling": "remove", "reason": ""})
    assert wrong.status_code == 422
    sent = {"notices": [notice.pk], "ruling": "remove", "reason": "Обман"}
    assert client.post(url("decisions"), sent).status_code == 302
    assert Notice.objects.get().state == State.REMOVED
    author = enter_cabinet("galina@example.org")
    assert "Обман" in author.get(url("own_notice", notice.pk)).content.decode()
    assert author.post(url("appeal", notice.pk), {"text": "Не согласна"}).status_code == 302
    for tab in ("appeals", "children", "quiet", "led"):
        assert client.get(url("work"), {"tab": tab}).status_code == 200
