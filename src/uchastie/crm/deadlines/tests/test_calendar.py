import datetime as dt

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.deadlines import actions, queries, reference
from uchastie.crm.deadlines.models import CalendarDay, CalendarRevision, CalendarYear
from uchastie.crm.journal import queries as journal
from uchastie.kernel.actor import NOBODY, SYSTEM
from uchastie.kernel.errors import Denied, Refusal

pytestmark = pytest.mark.django_db
FRIDAY = dt.date(2026, 11, 27)


def test_the_database_gives_the_calendar_of_the_data_file(calendar):
    given = queries.get_calendar()
    assert (given.off, given.working, given.years, given.names) == (
        calendar.off,
        calendar.working,
        calendar.years,
        calendar.names,
    )


def test_reading_the_calendar_costs_one_statement(django_assert_num_queries):
    queries.get_calendar()
    with django_assert_num_queries(1):
        queries.get_calendar()


def test_the_same_data_is_the_same_object():
    assert queries.get_calendar() is queries.get_calendar()


def test_loading_twice_changes_nothing_and_keeps_what_people_changed():
    actions.set_day(SYSTEM, date=FRIDAY, kind="off", name="День города")
    actions.set_day(SYSTEM, date=dt.date(2026, 11, 4), kind="ordinary")
    reference.load()
    assert not queries.get_calendar().is_working(FRIDAY)
    assert not CalendarDay.objects.filter(date=dt.date(2026, 11, 4)).exists()
    assert queries.list_years() == [2024, 2025, 2026, 2027]


def test_a_later_release_may_bring_a_year_in_which_a_day_is_already_set():
    CalendarDay.objects.filter(date__year=2027).delete()
    CalendarYear.objects.filter(year=2027).delete()
    actions.set_day(SYSTEM, date=dt.date(2027, 2, 22), kind="working", name="по решению")
    reference.load()
    assert queries.get_calendar().is_working(dt.date(2027, 2, 22))
    assert not queries.get_calendar().is_working(dt.date(2027, 2, 23))


@pytest.mark.ledger("A18")
def test_an_edit_is_seen_at_once():
    assert queries.get_calendar().is_working(FRIDAY)
    actions.set_day(SYSTEM, date=FRIDAY, kind="off", name="День города")
    assert not queries.get_calendar().is_working(FRIDAY)
    actions.set_day(SYSTEM, date=FRIDAY, kind="ordinary")
    assert queries.get_calendar().is_working(FRIDAY)


def test_a_calendar_without_a_revision_is_read_each_time():
    CalendarRevision.objects.all().delete()
    CalendarDay.objects.create(date=FRIDAY, kind="off")
    assert not queries.get_calendar().is_working(FRIDAY)


def test_a_region_has_its_own_days_over_those_of_the_country():
    actions.set_day(SYSTEM, date=FRIDAY, kind="off", region="16", name="Курбан-байрам")
    actions.set_day(SYSTEM, date=dt.date(2027, 2, 20), kind="off", region="16")
    assert not queries.get_calendar("16").is_working(FRIDAY)
    assert not queries.get_calendar("16").is_working(dt.date(2027, 2, 20))
    assert queries.get_calendar("66").is_working(FRIDAY)
    assert queries.get_calendar().is_working(dt.date(2027, 2, 20))


def test_a_published_year_no_longer_warns():
    assert queries.get_calendar().warning_for(dt.date(2028, 2, 1), dt.date(2028, 2, 3))
    actions.publish_year(SYSTEM, year=2028, source="Постановление о переносе выходных дней в 2028 году")
    assert not queries.get_calendar().warning_for(dt.date(2028, 2, 1), dt.date(2028, 2, 3))


def test_edits_are_in_the_journal():
    actions.set_day(SYSTEM, date=FRIDAY, kind="off", region="16", name="Курбан-байрам")
    (entry,) = journal.list_entries(actions.year_id(2026))
    assert entry.verb == "day_set"
    assert entry.details == {"year": 2026, "date": "2026-11-27", "kind": "off", "region": "16"}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"date": dt.date(1999, 1, 1), "kind": "off"}, "date"),
        ({"date": dt.date(2100, 1, 1), "kind": "off"}, "date"),
        ({"date": FRIDAY, "kind": "holiday"}, "kind"),
        ({"date": FRIDAY, "kind": "off", "region": "6"}, "region"),
        ({"date": FRIDAY, "kind": "off", "region": "ab"}, "region"),
    ],
)
def test_a_wrong_day_is_refused(values, code):
    with pytest.raises(Refusal) as refused:
        actions.set_day(SYSTEM, **values)
    assert refused.value.code == code


@pytest.mark.parametrize(("year", "source"), [(1999, "x"), (2100, "x"), (2028, " ")])
def test_a_wrong_year_is_refused(year, source):
    with pytest.raises(Refusal):
        actions.publish_year(SYSTEM, year=year, source=source)


def test_only_the_federal_team_and_the_administrator_edit(actor_of):
    for role in Role:
        allowed = role in {Role.ADMIN, Role.FEDERAL_MANAGER}
        if allowed:
            actions.set_day(actor_of(role), date=FRIDAY, kind="off")
            continue
        with pytest.raises(Denied):
            actions.set_day(actor_of(role), date=FRIDAY, kind="off")
    with pytest.raises(Denied):
        actions.publish_year(NOBODY, year=2028, source="x")
