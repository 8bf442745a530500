"""What an article must hold, how it is drawn safely, what changed. Without a database."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from uchastie.crm.catalogue.rules import Change
from uchastie.crm.knowledge.rules.articles import Draft, Kind, is_over, is_stale, require_article, split_tags
from uchastie.crm.knowledge.rules.difference import differences
from uchastie.crm.knowledge.rules.markup import render
from uchastie.kernel.errors import Refusal

TODAY = dt.date(2026, 11, 23)
GOOD = Draft(
    kind=Kind.ARTICLE,
    title=" Как  помочь ",
    body="Текст",
    check_on=dt.date(2027, 2, 1),
    owner_id=uuid4(),
    tags=("Льготы",),
)
CONTEST = replace(GOOD, kind=Kind.CONTEST, audience="всем", until=dt.date(2026, 12, 15), link="https://example.org/k")


def test_a_good_one_is_tidied():
    tidy = require_article(replace(GOOD, body="А\r\nБ  \r\n\r\n\x07", audience="лишнее"), TODAY)
    assert (tidy.title, tidy.body, tidy.tags, tidy.audience) == ("Как помочь", "А\nБ", ("льготы",), "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "а" * 201}, "title"),
        ({"body": " \n "}, "body"),
        ({"body": "а" * 100_001}, "body"),
        ({"kind": "story"}, "kind"),
        ({"chapter": "eighth"}, "chapter"),
        ({"tags": tuple(f"метка {n}" for n in range(11))}, "tags"),
        ({"tags": ("а" * 41,)}, "tags"),
        ({"check_on": None}, "check_on"),
        ({"check_on": TODAY}, "check_on"),
        ({"check_on": TODAY + dt.timedelta(days=367)}, "check_on"),
        ({"owner_id": None}, "owner"),
        ({"kind": Kind.CONTEST}, "audience"),
        ({"kind": Kind.CONTEST, "audience": "всем"}, "until"),
        ({"kind": Kind.MEASURE, "audience": "всем", "link": "javascript:alert(1)"}, "link"),
        ({"kind": Kind.MEASURE, "audience": "всем", "until": dt.date(2226, 1, 1)}, "until"),
    ],
)
def test_what_is_missing_is_said_at_its_field(changes, field):
    with pytest.raises(Refusal) as refused:
        require_article(replace(GOOD, **changes), TODAY)
    assert refused.value.field == field


def test_limits_themselves_are_good():
    body = "а" * 100_000
    assert require_article(replace(GOOD, body=body, title="а" * 200), TODAY).body == body
    assert require_article(CONTEST, TODAY).until == dt.date(2026, 12, 15)


def test_the_last_day_is_still_in_time():
    assert not is_stale(TODAY, TODAY)
    assert is_stale(TODAY - dt.timedelta(days=1), TODAY)
    assert not is_over(TODAY, TODAY)
    assert not is_over(None, TODAY)
    assert is_over(TODAY - dt.timedelta(days=1), TODAY)


def test_tags_are_split_by_commas():
    assert split_tags("Льготы, семья;семья\n Дети  и школа,,") == ("льготы", "семья", "дети и школа")


class TestSafely:
    @pytest.mark.parametrize(
        "evil",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html;base64,AAAA)",
            "[x](//evil.example)",
            "[x](/\\evil.example)",
            "![x](https://evil.example/pixel.png)",
            '<https://evil.example/" onmouseover="x>',
            "[x]: javascript:alert(1)\n\n[x]",
        ],
    )
    def test_nothing_of_the_writer_becomes_markup(self, evil):
        body = str(render(evil).body)
        for sign in ("<script", "<img", "onerror=alert(1)>", 'href="javascript', 'href="data', 'href="//', 'href="/\\'):
            assert sign not in body

    def test_links_out_say_so_to_the_browser(self):
        body = str(render("[сайт](https://example.org/a) [наша](/help/)").body)
        assert '<a href="https://example.org/a" rel="noopener noreferrer nofollow">сайт</a>' in body
        assert '<a href="/help/">наша</a>' in body

    def test_headings_stand_under_the_title_and_leave_no_level_out(self):
        text = render("# Первый\n\n#### Второй\n\n# Третий")
        assert [part.title for part in text.sections] == ["Первый", "Третий"]
        assert '<h2 id="part-1">Первый</h2>' in text.body
        assert "<h3>Второй</h3>" in text.body

    def test_a_table_scrolls_by_itself(self):
        assert 'class="scroll" tabindex="0"' in render("| а | б |\n|-|-|\n| 1 | 2 |").body

    def test_quotes_in_quotes_without_end_are_cut(self):
        assert str(render("> " * 50_000 + "а").body).count("<blockquote>") <= 20


class TestDifference:
    def test_only_what_changed_is_shown(self):
        found = differences("Начало\n\nЗвоните в час дня\n\nКонец", "Начало\n\nЗвоните в два часа дня\n\nКонец\n\nЕщё")
        assert [one.change for one in found] == [Change.EDITED, Change.ADDED]
        assert ("del", "час") in found[0].pieces
        assert found[1].pieces == (("", "Ещё"),)

    def test_the_same_is_nothing(self):
        assert differences("а\nб", "а\n\nб") == []

    def test_a_large_text_is_compared_by_lines(self):
        before = "\n".join(f"строка {n}" for n in range(3000))
        after = "\n".join(f"другая {n}" for n in range(3000))
        found = differences(before, after)
        assert {one.change for one in found} == {Change.REMOVED, Change.ADDED}
        assert len(found) == 6000
