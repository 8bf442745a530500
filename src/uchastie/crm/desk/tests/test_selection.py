"""What the queue is narrowed to: by its address, under names, with counts that are true."""

import datetime as dt
from typing import Any

import pytest
from django.http import QueryDict

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments.models import Absence
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.models import SavedFilter
from uchastie.crm.desk.queries import Filter, read_selection
from uchastie.crm.desk.rules import Channel, Format, Status
from uchastie.crm.people.models import AudienceMark
from uchastie.kernel import clock
from uchastie.kernel.errors import Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(world: Any, make_request: Any, noise: Any) -> None:
    now, me, head = clock.now(), world.user(Role.CENTRE_EMPLOYEE), world.user(Role.CENTRE_HEAD)
    for place, hours in enumerate((-50, -1, 1, 30, 90)):
        for assignee in (None, me, head):
            request = make_request(
                assignee=assignee,
                attention_at=now + dt.timedelta(hours=hours),
                channel=list(Channel)[place % 3],
                service=("consulting", "informing")[place % 2],
                id_pending=place == 2,
                submitted_at=now - dt.timedelta(days=place),
                asked_at=now if place == 3 else None,
            )
            if place == 4:
                AudienceMark.objects.create(beneficiary=request.beneficiary, code="P_PROJECT_LEAD")
    for status in Status:
        make_request(status=status, assignee=me, agreed_format=Format.PHONE)
    today = clock.today(world.uralmash.zone)
    Absence.objects.create(user=head, kind="vacation", first_on=today, last_on=today)


SELECTIONS = [
    "status=new",
    "status=new&status=viewed",
    "status=rated&status=closed&status=cancelled",
    "status=new&status=cancelled",
    "service=informing",
    "channel=web&channel=phone",
    "format=phone",
    "audience=P_PROJECT_LEAD",
    "audience=P_RESIDENT",
    "assignee=none",
    "assignee=away",
    "assignee={me}",
    "no_id=1",
    "asked=1",
    "since={day}",
    "until={day}",
    "channel=web&no_id=1&assignee=none",
]


@pytest.mark.parametrize("query", SELECTIONS)
@pytest.mark.parametrize("who", [Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR])
def test_a_tab_counts_what_its_list_shows_under_every_selection(world, mixed, actor_of, who, query):
    actor = actor_of(who)
    unit = world.uralmash if who is Role.CENTRE_EMPLOYEE else world.region
    day = (clock.today(unit.zone) - dt.timedelta(days=2)).isoformat()
    me = world.user(Role.CENTRE_EMPLOYEE).pk
    selection = read_selection(QueryDict(query.format(me=me, day=day)))
    assert selection
    counts = queries.count_queue(actor, unit, selection)
    for tab in Filter:
        rows = queries.get_queue(actor, unit, chosen=tab, selection=selection).rows
        assert counts[tab] == len({row.id for row in rows}) == len(rows), tab
    if who is Role.CENTRE_EMPLOYEE and "&assignee" not in query:
        assert 0 < counts[Filter.ALL] < 23
        everything = queries.count_queue(actor, unit)[Filter.ALL]
        assert selection.reaches_closed or counts[Filter.ALL] < everything


def test_an_address_and_its_selection_are_one(world):
    query = "status=new&channel=web&assignee=none&since=2026-11-01&no_id=1"
    selection = read_selection(QueryDict(query))
    assert read_selection(QueryDict(selection.query())) == selection
    assert read_selection(QueryDict("no_id=1&channel=web&status=new&since=2026-11-01&assignee=none")) == selection


@pytest.mark.parametrize(
    "query",
    [
        "status=nonsense&channel=%00&assignee=1&since=вчера&until=9999-99-99&no_id=да",
        "assignee=00000000",
        "since=0001-01-01",
        "until=9999-12-31",
        "audience=P_ADMIN",
        "format=",
    ],
)
def test_an_old_or_broken_address_opens_the_whole_queue(client_of, query):
    assert not read_selection(QueryDict(query))
    assert client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/?{query}").status_code == 200


def test_unknown_things_of_a_right_form_find_nothing(client_of, make_request):
    make_request()
    page = client_of(Role.CENTRE_EMPLOYEE).get("/desk/?assignee=00000000-0000-7000-8000-000000000000&service=no")
    assert "Сбросить отбор" in page.content.decode()


def test_the_next_page_keeps_the_selection(client_of, make_request):
    for _ in range(60):
        make_request(status=Status.CLOSED)
    client = client_of(Role.CENTRE_EMPLOYEE)
    first = client.get("/desk/?status=closed")
    address = first.content.decode().split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = client.get("/desk/" + address).content.decode()
    assert second.count('class="row"') == 10
    assert "status=closed" in address


@pytest.mark.parametrize("rows", [10, 200])
def test_it_costs_the_same(client_of, make_request, rows, django_assert_num_queries):
    for _ in range(rows):
        make_request(channel=Channel.PHONE)
    client = client_of(Role.CENTRE_EMPLOYEE)
    client.get("/desk/?channel=phone")
    with django_assert_num_queries(8):
        client.get("/desk/?channel=phone")


def test_who_is_away_today_leads_in_name_only(client_of, world, make_request, mixed):
    page = client_of(Role.CENTRE_EMPLOYEE).get("/desk/?tab=unowned").content.decode()
    assert "ведёт тот, кого сегодня нет" in page
    request = make_request(assignee=world.user(Role.CENTRE_HEAD))
    card = client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/").content.decode()
    assert "сегодня нет на месте" in card
    free = make_request()
    choice = client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{free.pk}/passing/").content.decode()
    assert "сегодня нет" in choice


class TestNamed:
    def save(self, who: Any, unit: Any, **values: Any) -> SavedFilter:
        given = {"name": "Сайт без ID", "query": "channel=web&no_id=1", "shared": False} | values
        return actions.save_filter(actor=who, unit=unit, **given)

    def test_ones_own(self, actor_of, client_of, world):
        saved = self.save(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash)
        self.save(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, query="channel=phone")
        saved.refresh_from_db()
        assert saved.query == "channel=phone"
        assert "Сайт без ID" in client_of(Role.CENTRE_EMPLOYEE).get("/desk/filters/").content.decode()
        assert "Сайт без ID" not in client_of(Role.CENTRE_HEAD).get("/desk/filters/").content.decode()

    def test_shared_by_the_head_alone(self, actor_of, client_of, world):
        with pytest.raises(Denied):
            self.save(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, shared=True)
        self.save(actor_of(Role.CENTRE_HEAD), world.uralmash, shared=True)
        assert "Сайт без ID" in client_of(Role.CENTRE_EMPLOYEE).get("/desk/filters/").content.decode()
        assert "Сайт без ID" not in client_of("stranger").get("/desk/filters/").content.decode()

    def test_nobody_removes_what_belongs_to_another(self, actor_of, world):
        saved = self.save(actor_of(Role.CENTRE_HEAD), world.uralmash, shared=True)
        for who, unit in ((Role.CENTRE_EMPLOYEE, world.uralmash), ("stranger", world.vtoroy)):
            with pytest.raises(NotSeen):
                actions.remove_filter(actor=actor_of(who), unit=unit, saved_id=saved.pk)
        actions.remove_filter(actor=actor_of(Role.CENTRE_HEAD), unit=world.uralmash, saved_id=saved.pk)
        assert not SavedFilter.objects.exists()

    def test_an_empty_one_is_not_worth_a_name(self, actor_of, world):
        with pytest.raises(Refusal, match="empty"):
            self.save(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, query="status=nonsense")

    def test_what_people_type_is_kept_out_of_the_address(self, actor_of, world):
        saved = self.save(
            actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, query="channel=web&q=Ларина&phone=%2B79123456789"
        )
        assert saved.query == "channel=web"


class TestOnPaper:
    def test_numbers_in_full_and_what_is_due_today(self, client_of, make_request, noise):
        due = make_request(name="Берёзкина Тамара", attention_at=clock.now() - dt.timedelta(hours=30))
        later = make_request(name="Потом Звонить", attention_at=clock.now() + dt.timedelta(days=3))
        page = client_of(Role.CENTRE_EMPLOYEE).get("/desk/day/").content.decode()
        assert due.number in page
        assert "+7 912 345-67-89" in page
        assert later.number not in page
        assert "Посторонний" not in page

    def test_it_is_a_look_and_is_written_down(self, client_of, make_request, world):
        from uchastie.crm.journal.models import Entry

        make_request(attention_at=clock.now())
        client_of(Role.CENTRE_EMPLOYEE).get("/desk/day/")
        assert Entry.objects.get(verb="day_printed").object_id == world.uralmash.pk

    def test_an_empty_day(self, client_of):
        assert "На сегодня всё" in client_of(Role.CENTRE_EMPLOYEE).get("/desk/day/").content.decode()

    @pytest.mark.parametrize("rows", [10, 100])
    def test_it_costs_the_same(self, client_of, make_request, rows, django_assert_num_queries):
        for _ in range(rows):
            make_request(attention_at=clock.now())
        client = client_of(Role.CENTRE_EMPLOYEE)
        client.get("/desk/day/")
        with django_assert_num_queries(9):
            client.get("/desk/day/")


class TestFirstDay:
    def test_shown_until_it_was_seen_and_again_when_asked(self, client_of, world):
        anna = client_of(Role.CENTRE_EMPLOYEE)
        assert "Первый день" in anna.get("/desk/").content.decode()
        anna.post("/desk/tour/")
        assert "Первый день" not in anna.get("/desk/").content.decode()
        assert "Первый день" not in client_of(Role.CENTRE_EMPLOYEE).get("/desk/").content.decode()
        assert "Первый день" in client_of(Role.CENTRE_HEAD).get("/desk/").content.decode()
        anna.post("/desk/tour/", {"again": "1"})
        assert "Первый день" in anna.get("/desk/").content.decode()

    def test_not_for_those_who_only_read(self, client_of):
        assert "Первый день" not in client_of(Role.REGION_COORDINATOR).get("/desk/").content.decode()


def test_who_has_no_group_is_a_resident(client_of, make_request):
    """A49: nobody marks residents."""
    lead = make_request(name="Ведущая Проекта").beneficiary
    AudienceMark.objects.create(beneficiary=lead, code="P_PROJECT_LEAD")
    make_request(name="Житель Района")
    page = client_of(Role.CENTRE_EMPLOYEE).get("/desk/?audience=P_RESIDENT").content.decode()
    assert "Житель Района" in page
    assert "Ведущая Проекта" not in page
