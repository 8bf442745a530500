"""«Справка» in the product: every page leads to a place of the guide that exists, nothing foreign comes through it."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.addresses import all_patterns
from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.rules import make_slug
from uchastie.project import guide

IMAGES = guide.FOLDER / "images"


def test_places_exist():
    for name, (code, title) in guide.PLACES.items():
        assert make_slug(title) in {section.anchor for section in guide.chapters()[code].sections}, name


def test_places_are_of_pages_that_exist():
    names = {name for name, _ in all_patterns()}
    for place in guide.PLACES:
        assert any(name.startswith(place) for name in names), place
    assert get_resolver()


def test_the_longest_name_wins_and_an_unknown_page_leads_to_the_beginning():
    assert guide.address_for("desk:passing").endswith("#" + make_slug("Передать заявку"))
    assert guide.address_for("desk:something-new").startswith("/help/employee/#")
    assert guide.address_for("nowhere") == "/help/"


def test_pictures_exist_are_named_and_are_small():
    wanted = set()
    for code in guide.CHAPTERS:
        text = (guide.FOLDER / f"{code}.md").read_text("utf-8")
        pictures = re.findall(r"!\[([^\]]*)\]\(images/([^)]+)\)", text)
        assert all(len(words) > 8 for words, _ in pictures), "a picture is told in words too"
        wanted |= {name for _, name in pictures}
    there = {path.name for path in IMAGES.glob("*.png")}
    assert wanted == there
    for path in IMAGES.glob("*.png"):
        assert path.stat().st_size < 90_000, path.name


def test_html_of_a_chapter_is_shown_as_text(monkeypatch, tmp_path):
    (tmp_path / "employee.md").write_text("# Т\n\n## Раздел\n\n<script>alert(1)</script> [x](javascript:alert(1))\n")
    monkeypatch.setattr(guide, "FOLDER", Path(tmp_path))
    body = str(guide._read("employee").body)
    assert "<script>" not in body
    assert 'href="javascript' not in body


def test_words_find_their_section():
    assert "Передать заявку" in {section.title for _, section in guide.find_sections("передача заявки")}
    assert guide.find_sections("") == []
    assert guide.find_sections("абракадабра") == []


@pytest.mark.django_db
class TestPages:
    def test_read_by_anyone_signed_in(self, client_of, client):
        for who in (Role.CENTRE_EMPLOYEE, Role.DPO):
            assert client_of(who).get("/help/employee/").status_code == 200
        assert client.get("/help/").status_code == 302

    def test_search_is_sent_and_not_put_into_the_address(self, client_of):
        page = client_of(Role.CENTRE_EMPLOYEE).post("/help/", {"q": "вернуть шаг"}).content.decode()
        assert make_slug("Вернуть последний шаг") in page
        assert (
            "Ничего не нашли" in client_of(Role.CENTRE_EMPLOYEE).post("/help/", {"q": "абракадабра"}).content.decode()
        )

    @pytest.mark.parametrize("name", ["../employee.md", "queue.svg", "..%2f..%2fREADME.md", "no.png", "QUEUE.png"])
    def test_only_pictures_of_the_guide(self, client_of, name):
        assert client_of(Role.CENTRE_EMPLOYEE).get(f"/help/images/{name}").status_code == 404

    def test_each_page_leads_to_its_place(self, client_of):
        page = client_of(Role.CENTRE_EMPLOYEE).get("/desk/filters/").content.decode()
        assert f'href="/help/employee/#{make_slug("Отбор заявок")}"' in page
