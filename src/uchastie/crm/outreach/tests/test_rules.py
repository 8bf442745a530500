"""Links, what is found by them, the words of the ledger, the states of the site."""

import datetime as dt

import pytest

from uchastie.crm.outreach.rules import (
    CampaignValues,
    Channel,
    FactInput,
    Form,
    Kind,
    Known,
    PartnerValues,
    Way,
    complete,
    new_code,
    read_link,
    recognise,
    require_campaign,
    require_partner,
)
from uchastie.crm.outreach.rules.site import HOLDS, ITEMS, changes, missing_of, states, within
from uchastie.crm.outreach.rules.table import Row, read_fact, read_rows
from uchastie.kernel.errors import Refusal

TODAY = dt.date(2026, 11, 23)


def day(ago):
    return TODAY - dt.timedelta(days=ago)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://vk.com/wall-1_2284", "http://m.vk.com/wall-1_2284/"),
        ("https://vk.com/wall-1_2284", "vk.ru/wall-1_2284?utm_source=mail&from=feed"),
        ("https://vk.com/wall-1_2284", "https://vk.com/feed?w=wall-1_2284&section=all"),
        ("https://vk.com/club1?w=wall-1_2284%2Fall", "https://VK.com/wall-1_2284#reply"),
        ("https://t.me/dobro/12", "https://telegram.me/s/Dobro/12?single"),
        ("https://m.ok.ru/group/5/topic/7?st.cmd=x", "https://ok.ru/group/5/topic/7"),
        ("https://www.centr.example.org/news/7/?yclid=1", "http://centr.example.org/news/7"),
        ("https://centr.example.org/?b=2&a=1", "https://centr.example.org/?a=1&b=2"),
        ("https://добро.рф/event/5", "https://dobro.ru/event/5"),
        (
            "https://центр.пример.рф/новости",
            "https://xn--e1akkcl.xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8",
        ),
    ],
)
def test_one_address_has_one_key_however_it_is_written(one, other):
    if "центр" in one:
        other = other.replace("xn--e1akkcl", "центр".encode("idna").decode())
    assert read_link(one).key == read_link(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://vk.com/wall-1_2284", "https://vk.com/wall-1_2285"),
        ("https://centr.example.org/?id=1", "https://centr.example.org/?id=2"),
        ("https://centr.example.org/News", "https://centr.example.org/news"),
    ],
)
def test_other_pages_have_other_keys(one, other):
    assert read_link(one).key != read_link(other).key


@pytest.mark.parametrize(
    "text",
    [
        *(
            "привет",
            "http://",
            "https://vk",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://vk.com/x",
            "vk.com",
            "https://vk.com/",
        ),
        *(
            "https://user:pass@vk.com/wall-1_2",
            "https://vk.com/a b",
            "https://[::1",
            "https://127.0.0.1/x",
            "https://vk.com:99999/x",
        ),
        *("mailto:a@example.org", "https://" + "a" * 300 + ".ru/x", "https://vk.com/" + "я" * 10_000),
    ],
)
def test_what_is_no_link_is_told_so(text):
    with pytest.raises(Refusal) as told:
        read_link(text)
    assert told.value.field == "link"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://vk.com/wall-1_2", Known(Kind.POST, Channel.VK)),
        ("https://vk.com/video-1_2", Known(Kind.MATERIAL, Channel.VK, Form.VIDEO)),
        ("https://vk.com/@uralmash-pomosch", Known(Kind.MATERIAL, Channel.VK, Form.ARTICLE)),
        ("https://ok.ru/group/5/topic/7", Known(Kind.POST, Channel.OK)),
        ("https://t.me/dobro/12", Known(Kind.POST, Channel.TELEGRAM)),
        ("https://rutube.ru/video/abc/", Known(Kind.MATERIAL, Channel.RUTUBE, Form.VIDEO)),
        ("https://dzen.ru/a/xyz", Known(Kind.MATERIAL, Channel.DZEN, Form.ARTICLE)),
        ("https://dzen.ru/video/watch/1", Known(Kind.MATERIAL, Channel.DZEN, Form.VIDEO)),
        ("https://dobro.ru/organizations/1/info", Known(Kind.UPDATE, Channel.DOBRO)),
        ("https://centr.example.org/news", None),
    ],
)
def test_the_host_tells_the_kind_and_the_channel(text, wanted):
    assert recognise(read_link(text)) == wanted


def test_a_link_alone_is_enough():
    values = complete(FactInput(link="https://t.me/dobro/12"), today=TODAY)
    assert (values.kind, values.channel, values.day) == (Kind.POST, Channel.TELEGRAM, TODAY)
    assert values.title == "Запись: Телеграм"


def test_a_repost_is_said_by_the_chip_and_keeps_its_channel():
    values = complete(FactInput(link="https://vk.com/wall-1_2", kind=Kind.REPOST), today=TODAY)
    assert (values.kind, values.channel) == (Kind.REPOST, Channel.VK)


def test_an_unknown_host_is_asked_about_once_and_learnt():
    given = FactInput(link="https://centr.example.org/news/1")
    with pytest.raises(Refusal) as told:
        complete(given, today=TODAY)
    assert told.value.field == "kind"
    learnt = Known(Kind.UPDATE, Channel.SITE)
    assert complete(given, today=TODAY, learnt=learnt).kind is Kind.UPDATE


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (FactInput(), "link"),
        (FactInput(kind=Kind.POST, title="Пост"), "link"),
        (FactInput(kind=Kind.MEDIA, title="Передача"), "channel"),
        (FactInput(kind=Kind.MEDIA, channel=Channel.RADIO), "title"),
        (FactInput(link="https://vk.com/wall-1_2", day=TODAY + dt.timedelta(days=1)), "day"),
        (FactInput(link="https://vk.com/wall-1_2", day=dt.date(2022, 1, 1)), "day"),
    ],
)
def test_what_is_missing_is_told_at_its_field(given, field):
    with pytest.raises(Refusal) as told:
        complete(given, today=TODAY)
    assert told.value.field == field


@pytest.mark.ledger("A92")
def test_a_page_is_updated_each_month_under_one_address():
    link = "https://dobro.ru/organizations/1/info"
    first, second = (complete(FactInput(link=link, day=day(ago)), today=TODAY) for ago in (0, 30))
    assert first.digest != second.digest
    assert first.digest == complete(FactInput(link=link + "/?utm_source=x"), today=TODAY).digest


def test_what_has_no_link_is_known_by_its_day_and_words():
    def said(title, ago=0):
        given = FactInput(title=title, kind=Kind.MEDIA, channel=Channel.RADIO, day=day(ago))
        return complete(given, today=TODAY).digest

    assert said("Районное радио, ещё раз") == said("районное  радио, еще раз")
    assert said("Районное радио") != said("Районное радио", ago=1)


@pytest.mark.ledger("A91", "A102")
def test_a_campaign_has_a_period_and_somebody_it_is_for():
    good = CampaignValues("Найди своё дело", Way.BOTH, day(0), day(-10), ages=("teens",))
    require_campaign(good)
    for wrong, field in (
        (CampaignValues("", Way.BOTH, day(0), day(0), ages=("teens",)), "title"),
        (CampaignValues("Имя", Way.BOTH, day(0), day(1), ages=("teens",)), "ends_on"),
        (CampaignValues("Имя", Way.BOTH, day(0), day(-400), ages=("teens",)), "ends_on"),
        (CampaignValues("Имя", Way.BOTH, day(0), day(0)), "ages"),
    ):
        with pytest.raises(Refusal) as told:
            require_campaign(wrong)
        assert told.value.field == field


def test_a_partner_has_begun_and_does_not_end_before():
    require_partner(PartnerValues("Школа № 5", day(5), day(1)), TODAY)
    for wrong, field in (
        (PartnerValues("Ш", day(5)), "name"),
        (PartnerValues("Школа", day(-1)), "since"),
        (PartnerValues("Школа", day(5), day(6)), "ended_on"),
        (PartnerValues("Школа", day(5), day(-1)), "ended_on"),
    ):
        with pytest.raises(Refusal) as told:
            require_partner(wrong, TODAY)
        assert told.value.field == field


def test_codes_of_links_are_short_and_different():
    from uchastie.crm.desk.rules import is_referral

    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(is_referral(code) for code in codes)


@pytest.mark.ledger("A97")
def test_a_complete_check_of_the_site_holds_for_a_quarter():
    assert missing_of(ITEMS) == []
    assert missing_of(list(ITEMS)[1:]) == [next(iter(ITEMS))]
    ends = day(100) + HOLDS + dt.timedelta(days=1)
    assert states([(day(100), True)]) == [(day(100), 1), (ends, 0)]
    assert states([(day(100), True), (day(50), True)]) == [(day(100), 1), (day(50) + HOLDS + dt.timedelta(days=1), 0)]
    assert states([(day(100), True), (day(50), False)]) == [(day(100), 1), (day(50), 0)]
    assert states([(day(50), False)]) == []
    assert states([(day(50), False), (day(50), True)])[0] == (day(50), 1)


def test_a_period_knows_what_stood_before_it():
    values = changes([(day(9), 1), (day(8), 1), (day(5), 2), (day(2), 0)])
    assert values == [(day(9), 1), (day(5), 2), (day(2), 0)]
    assert within(values, day(4), day(0)) == [(day(5), 2), (day(2), 0)]
    assert within(values, day(30), day(6)) == [(day(9), 1)]


def test_a_table_is_read_with_a_head_and_without():
    rows = read_rows(
        [["Отчёт"], ["Дата", "Ссылка", "Что это"], ["12.11.2026", "vk.com/wall-1_2", "репост"], ["", "", ""]]
    )
    assert [(row.number, read_fact(row).kind, read_fact(row).day) for row in rows] == [
        (3, Kind.REPOST, dt.date(2026, 11, 12))
    ]
    assert read_rows([["https://vk.com/wall-1_2"], ["https://vk.com/wall-1_3"]])[1].cells["link"].endswith("_3")
    for wrong in ([["Название"], ["Пост"]], [["Ссылка"]], [["Ссылка"], *[["vk.com/wall-1_2"]] * 501]):
        with pytest.raises(Refusal):
            read_rows(wrong)
    for cells in ({"day": "32.13.2026"}, {"kind": "песня"}, {"link": ""}):
        with pytest.raises(Refusal):
            read_fact(Row(2, {"link": "vk.com/x", "title": "", "day": "", "kind": "", "channel": ""} | cells))
