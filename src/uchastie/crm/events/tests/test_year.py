"""The calendar of the year: published by one deed, followed by calendars, printed; what the figures read of it."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from icalendar import Calendar
from tests.world_events import make_event, make_mark, make_registration

from uchastie.crm.accounts.rules import Role
from uchastie.crm.events import actions
from uchastie.crm.events.actions import Came
from uchastie.crm.events.models import Attendance, Event, YearPublication
from uchastie.crm.events.queries import figures
from uchastie.crm.events.rules import EventValues, Guest
from uchastie.crm.journal.models import Entry
from uchastie.kernel import bus, measures
from uchastie.kernel.errors import Denied, NotSeen, Refusal
from uchastie.kernel.measures import DaysChanged

NOW = "2026-11-23 10:00+05:00"
DAY = dt.date(2026, 11, 20)
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def changed(monkeypatch):
    """Days the figures were told to count anew."""
    told = []
    monkeypatch.setitem(bus._handlers, DaysChanged, [*bus._handlers[DaysChanged], told.append])
    return lambda: [one.days for one in told]


@pytest.fixture
def head(actor_of):
    return actor_of(Role.CENTRE_HEAD)


def at(day, hour=10):
    return dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC)


def held(unit, day=20, **values):
    return make_event(unit, state="held", starts_at=at(day), **values)


def amounts(count, *units, first=YEAR[0], last=YEAR[1]):
    return sorted((day, amount) for _, day, amount in count([unit.pk for unit in units], first, last))


# --- the calendar as a whole ---


@pytest.mark.ledger("A90")
def test_the_year_comes_out_by_one_deed_with_an_author_and_a_moment(world, head, client, changed):
    ahead = make_event(world.uralmash, state="draft", title="Круглый стол НКО", starts_at=at(30))
    past = make_event(world.uralmash, state="draft", title="Забытая встреча", starts_at=at(2))
    made = actions.publish_year(actor=head, unit=world.uralmash, year=2026)
    ahead.refresh_from_db(), past.refresh_from_db()
    assert (ahead.state, past.state) == ("published", "draft")
    assert (made.day, made.by_id, made.events) == (dt.date(2026, 11, 23), head.user_id, 1)
    assert Entry.objects.get(verb="year_published").object_id == made.pk
    assert changed() == [(dt.date(2026, 11, 23), dt.date(2027, 1, 1))]
    page = client.get(f"/centres/{world.uralmash.slug}/events/?year=2026").content.decode()
    assert "Круглый стол НКО" in page
    assert "Календарь опубликован 23 ноября 2026" in page.replace("\xa0", " ")
    assert "Календарь на 2026 год" in client.get(f"/centres/{world.uralmash.slug}/").content.decode()
    feed = Calendar.from_ical(client.get(f"/centres/{world.uralmash.slug}/events.ics").content)
    assert [str(event["summary"]) for event in feed.walk("VEVENT")] == ["Круглый стол НКО"]


def test_twice_is_once_and_later_drafts_come_out_by_the_same_deed(world, head, actor_of):
    make_event(world.uralmash, starts_at=at(30))
    first = actions.publish_year(actor=head, unit=world.uralmash, year=2026)
    later = make_event(world.uralmash, state="draft", starts_at=at(29))
    again = actions.publish_year(
        actor=actor_of(Role.CENTRE_EMPLOYEE), unit=world.uralmash, year=2026, link="https://vk.com/wall-1_2"
    )
    later.refresh_from_db()
    assert (again.pk, again.by_id, later.state) == (first.pk, head.user_id, "published")
    assert YearPublication.objects.get().link == "https://vk.com/wall-1_2"


@pytest.mark.parametrize(("year", "code"), [(2025, "year_past"), (2028, "year_far"), (2027, "year_empty")])
def test_a_year_that_is_over_far_or_empty_is_not_published(world, head, year, code):
    make_event(world.uralmash)
    make_event(world.uralmash, state="cancelled", starts_at=dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC))
    with pytest.raises(Refusal) as refused:
        actions.publish_year(actor=head, unit=world.uralmash, year=year)
    assert refused.value.code == code
    assert not YearPublication.objects.exists()


def test_others_publish_nothing(world, actor_of):
    make_event(world.uralmash)
    with pytest.raises(Denied):
        actions.publish_year(actor=actor_of(Role.REGION_COORDINATOR), unit=world.uralmash, year=2026)
    with pytest.raises(NotSeen):
        actions.publish_year(actor=actor_of("stranger"), unit=world.uralmash, year=2026)


def test_a_wrong_address_of_the_post_stays_in_the_form(client_of, world):
    make_event(world.uralmash, starts_at=at(30))
    client = client_of(Role.CENTRE_HEAD)
    answer = client.post("/plan/publication/", {"year": "2026", "link": "не адрес"})
    assert answer.status_code == 422
    assert "не адрес" in answer.content.decode()
    assert client.post("/plan/publication/", {"year": "2026", "link": "vk.com/wall-1_2"}).status_code == 302
    assert YearPublication.objects.get().link == "https://vk.com/wall-1_2"


@pytest.mark.ledger("A90")
def test_the_feed_tells_of_moves_and_cancellations_and_answers_in_a_few_bytes(world, head, client):
    moved, off = make_event(world.uralmash, starts_at=at(27)), make_event(world.uralmash, starts_at=at(28))
    make_event(world.uralmash, state="draft", starts_at=at(29))
    values = EventValues(moved.title, at(30), at(30, 12))
    actions.change_event(actor=head, event_id=moved.pk, values=values, version=1)
    actions.cancel_event(actor=head, event_id=off.pk, reason="Заболел ведущий")
    address = f"/centres/{world.uralmash.slug}/events.ics"
    answer = client.get(address)
    told = {str(one["uid"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert len(told) == 2
    assert told[f"{moved.pk}@events"]["dtstart"].dt == at(30)
    assert told[f"{moved.pk}@events"]["sequence"] == 2
    assert told[f"{off.pk}@events"]["status"] == "CANCELLED"
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.ledger("A90")
def test_the_year_is_printed_without_drafts_and_without_what_is_cancelled(client_of, world):
    make_event(world.uralmash, starts_at=at(27))
    answer = client_of(Role.CENTRE_EMPLOYEE).get("/plan/paper/?year=2026")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content])[:4] == b"%PDF"


def test_a_draft_that_is_dropped_was_never_seen(world, head, client):
    draft = make_event(world.uralmash, state="draft", title="Тайный план", starts_at=at(27))
    actions.cancel_event(actor=head, event_id=draft.pk, reason="Передумали")
    assert client.get(f"/events/{draft.code}/").status_code == 404
    assert "Тайный план" not in client.get(f"/centres/{world.uralmash.slug}/events/?year=2026").content.decode()


# --- what is counted ---


@pytest.mark.ledger("A98")
def test_offline_activities_of_three_kinds_and_the_people_on_them_are_counted(world, head):
    for kind, people in (("meeting", 12), ("round_table", 8), ("campaign", 20)):
        make_mark(held(world.uralmash, kind=kind), people=people)
    make_mark(held(world.uralmash, kind="other"), people=50)
    make_mark(held(world.uralmash, online=True), people=50)
    held(world.uralmash)  # nobody was marked: nothing proves it
    make_mark(make_event(world.uralmash, starts_at=at(20)), people=50)  # not over yet
    crossed_out = held(world.uralmash, day=21)
    make_mark(crossed_out, people=9, cancelled_at=at(22))
    make_mark(held(world.vtoroy), people=7)
    assert amounts(figures.count_activities, world.uralmash) == [(DAY, 3)]
    assert amounts(figures.count_people, world.uralmash) == [(DAY, 40)]
    assert amounts(figures.count_people, world.uralmash, world.vtoroy) == [(DAY, 7), (DAY, 40)]
    rows = figures.list_people(head, world.uralmash.pk, *YEAR, 10)
    assert sum(row.amount for row in rows) == 40
    assert len(figures.list_activities(head, world.uralmash.pk, *YEAR, 10)) == 3
    assert all(row.url.startswith("/plan/") for row in rows)


def test_rows_are_for_those_who_may_count_and_lead_where_they_may_go(world, actor_of):
    event = held(world.uralmash)
    make_mark(event, people=5)
    [row] = figures.list_activities(actor_of(Role.FEDERAL_ANALYST), world.uralmash.pk, *YEAR, 10)
    assert row.url == f"/events/{event.code}/"
    with pytest.raises(NotSeen):
        figures.list_people(actor_of("stranger"), world.uralmash.pk, *YEAR, 10)


def test_the_measures_are_known_by_their_codes():
    for code in ("events.activities", "events.reach", "events.calendar"):
        assert measures.get(code).code == code


@pytest.mark.ledger("A90")
@pytest.mark.parametrize(
    ("published", "first", "expected"),
    [
        ({}, dt.date(2026, 1, 1), []),
        ({2026: dt.date(2026, 1, 15)}, dt.date(2026, 1, 1), [(dt.date(2026, 1, 15), 1), (dt.date(2027, 1, 1), 0)]),
        ({2026: dt.date(2026, 1, 15)}, dt.date(2026, 6, 1), [(dt.date(2026, 1, 15), 1), (dt.date(2027, 1, 1), 0)]),
        (
            {2026: dt.date(2025, 12, 10), 2027: dt.date(2026, 12, 20)},
            dt.date(2026, 2, 1),
            [(dt.date(2026, 1, 1), 1), (dt.date(2027, 1, 1), 1)],
        ),
        (
            {2025: dt.date(2025, 3, 1), 2026: dt.date(2026, 2, 1)},
            dt.date(2026, 1, 1),
            [(dt.date(2025, 3, 1), 1), (dt.date(2026, 1, 1), 0), (dt.date(2026, 2, 1), 1), (dt.date(2027, 1, 1), 0)],
        ),
    ],
)
def test_a_calendar_stands_for_its_year_from_the_day_it_came_out(world, published, first, expected):
    for year, day in published.items():
        YearPublication.objects.create(unit=world.uralmash, year=year, day=day, at=at(1))
    found = amounts(figures.count_calendars, world.uralmash, first=first, last=dt.date(2027, 6, 30))
    assert found == expected


def test_the_publication_is_the_proof_of_the_calendar(world, head):
    YearPublication.objects.create(
        unit=world.uralmash, year=2026, day=DAY, at=at(20), events=12, link="https://vk.com/wall-1_2"
    )
    [row] = figures.list_calendars(head, world.uralmash.pk, *YEAR, 5)
    assert (row.day, row.amount, row.proof) == (DAY, 1, "https://vk.com/wall-1_2")
    assert figures.list_calendars(head, world.uralmash.pk, YEAR[0], dt.date(2026, 11, 19), 5) == []


# --- what changes what is counted ---


def test_each_change_of_what_is_over_counts_its_days_anew(world, head, changed):
    event = make_event(world.uralmash, starts_at=at(22))
    actions.mark_came(actor=head, event_id=event.pk, came=Came(uuid4().hex, 5))
    assert changed() == []  # not over
    assert [actions.hold_past() for _ in range(2)] == [1, 0]
    mark = actions.mark_guest(
        actor=head, event_id=event.pk, guest=Guest("Ким Людмила", "+79125550102"), came=Came("k1")
    )
    actions.take_back(actor=head, mark_id=mark.pk)
    event.refresh_from_db()
    values = EventValues(event.title, at(21), at(21, 12))
    actions.change_event(actor=head, event_id=event.pk, values=values, version=event.version)
    own, other = dt.date(2026, 11, 22), dt.date(2026, 11, 21)
    assert changed() == [(own,), (own,), (own,), (other, own)]
    assert amounts(figures.count_people, world.uralmash) == [(other, 5)]


def test_what_is_over_stays_over_and_is_corrected_for_sixty_days(world, head):
    event = held(world.uralmash)
    values = EventValues(event.title, at(28), at(28, 12))
    with pytest.raises(Refusal):
        actions.change_event(actor=head, event_id=event.pk, values=values, version=1)
    with time_machine.travel("2027-02-01 10:00+05:00", tick=False), pytest.raises(Refusal):
        actions.change_event(actor=head, event_id=event.pk, values=EventValues("Иначе", at(20), at(20, 12)), version=1)


def test_what_did_not_take_place_is_struck_off_unless_people_were_marked(world, head, changed):
    empty, real = held(world.uralmash), held(world.uralmash, day=21)
    make_mark(real, people=3)
    with pytest.raises(Refusal):
        actions.cancel_event(actor=head, event_id=real.pk, reason="Не состоялось")
    actions.cancel_event(actor=head, event_id=empty.pk, reason="Никто не пришёл")
    assert changed() == [(DAY,)]
    assert Event.objects.get(pk=empty.pk).state == "cancelled"


def test_the_pages_cost_the_same_with_ten_people_and_two_hundred(world, client_of, django_assert_max_num_queries):
    client, event = client_of(Role.CENTRE_EMPLOYEE), make_event(world.uralmash, starts_at=at(23, 6))
    registered = make_registration(event)
    pages = (f"/plan/{event.pk}/", f"/plan/{event.pk}/door/", "/plan/?year=2026", f"/events/{event.code}/")
    for page in pages:
        client.get(page)

    def cost():
        spent = []
        for page in pages:
            with django_assert_max_num_queries(25) as asked:
                assert client.get(page).status_code == 200
            spent.append(len(asked))
        return spent

    Attendance.objects.create(event=event, way="unnamed", key="first", at=at(23), sent_at=at(23))
    few = cost()
    for number in range(2, 200):
        make_registration(event, person=registered.person, standing="cancelled", number=number + 1000)
        make_event(world.uralmash, starts_at=at(1 + number % 28), title=f"Встреча {number}")
    for number in range(50):
        make_mark(event, people=number + 1)
    assert cost() == few
