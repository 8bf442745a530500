"""The board of the day: counts that open exactly their rows, several families at once, a fixed number of statements."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.world import actor as actor_of
from tests.world import make_user, sign_in
from tests.world_opeka import make_case, make_guardian, make_pair

from uchastie.crm.accounts.rules import Role
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.queries import Wanted, Whose
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.models import Call
from uchastie.crm.network import actions as network
from uchastie.crm.network.models import Assignment
from uchastie.crm.notifications.models import Message
from uchastie.crm.oversight import actions, queries
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen

BOARD = "/opeka/today/"


@pytest.fixture
def me(world):
    return world.user(Role.REGION_COORDINATOR)


@pytest.fixture
def colleague(world):
    return make_user("colleague", Role.REGION_COORDINATOR, world.region, name="Ирина Соколова")


@pytest.fixture
def staged(world):
    """Two families on screening, three looking for a guardian, one of them agreed, one helped, one that is ending."""
    cases = [make_case(world, state=state) for state in ("received", "screening", "waiting", "waiting")]
    pairs = [make_pair(world, state=state) for state in ("matched", "active", "ending_reported")]
    return cases, pairs


def rows_of(client, stage, query=""):
    body = client.get(reverse("oversight:stage", args=[stage]) + query).content.decode()
    return re.findall(r'name="case" value="([0-9a-f-]{36})"', body)


@pytest.mark.ledger("B54", "B1")
def test_the_counts_of_the_stages_open_exactly_their_rows(world, me, staged):
    client = sign_in(me)
    board = queries.get_today(actor_of(me), world.region, Wanted())
    assert {stage: board.counts[stage] for stage in (1, 3, 4, 6)} == {1: 2, 3: 3, 4: 1, 6: 1}
    for stage in (1, 3, 4, 6):
        assert len(rows_of(client, stage)) == board.counts[stage]
    body = client.get(BOARD).content.decode()
    for name in ("Отбор заявок", "Работа с опекунами", "Соединение", "Сопровождение", "Прекращение"):
        assert name in body
    assert "С-66" in body
    assert "Рябинина" not in body, "names stay under the veil"


@pytest.mark.ledger("B54")
def test_a_count_narrowed_to_mine_and_a_place_opens_the_same_rows(world, me, staged, colleague):
    FamilyCase.objects.filter(pk=staged[0][2].pk).update(assignee=me, district="Чкаловский")
    FamilyCase.objects.filter(pk=staged[0][3].pk).update(assignee=colleague)
    actor = actor_of(me)
    assert queries.get_today(actor, world.region, Wanted(Whose.MINE)).counts[3] == 1
    assert queries.get_today(actor, world.region, Wanted(place="Чкаловский")).counts[3] == 1
    assert rows_of(sign_in(me), 3, "?whose=mine&place=Чкаловский") == [str(staged[0][2].pk)]
    assert queries.get_today(actor, world.region, Wanted(Whose.NOBODY)).counts[3] == 1
    Assignment.objects.filter(user=colleague).update(ended_at=clock.now())
    assert queries.get_today(actor, world.region, Wanted(Whose.NOBODY)).counts[3] == 2, "who has gone leads nobody"


@pytest.mark.ledger("B42")
def test_the_clocks_stand_with_the_most_urgent_first(world, me):
    late = make_pair(world, state="matched", proposed_at=clock.now() - 4 * clock_day())
    soon = make_pair(world, state="matched", proposed_at=clock.now() - 2 * clock_day())
    board = queries.get_today(actor_of(me), world.region, Wanted())
    assert [line.pair.pk for line in board.clocks] == [late.pk, soon.pk]
    assert board.overdue == 1
    body = sign_in(me).get(BOARD).content.decode()
    assert body.index("опоздание") < body.index("осталось")


def clock_day():
    import datetime as dt

    return dt.timedelta(days=1)


def test_the_board_takes_the_same_number_of_statements_for_many_families(world, me):
    client = sign_in(me)

    def fill(count):
        for _ in range(count):
            make_case(world, state="received")
            pair = make_pair(world, state="active")
            followup.plan_calls(guardianship_id=pair.pk, started_on=pair.help_started_on)
            make_pair(world, state="matched")

    def count(url):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    urls = (BOARD, *(reverse("oversight:stage", args=[stage]) for stage in (1, 3, 4)))
    fill(2)
    Call.objects.update(attention_on=clock.today(world.region.zone))
    few = [count(url) for url in urls]
    fill(15)
    Call.objects.update(attention_on=clock.today(world.region.zone))
    many = [count(url) for url in urls]
    assert many == few
    assert max(many) <= 25, many


# ------------------------------------------------------------------------------------------------ several at once


def versions(*cases):
    return {case.pk: case.version for case in cases}


@pytest.mark.ledger("B1")
def test_several_families_go_to_a_colleague_and_each_refusal_says_why(world, me, colleague):
    ours, changed, theirs = make_case(world), make_case(world), make_case(world, assignee=colleague)
    seen = versions(ours, changed, theirs)
    FamilyCase.objects.get(pk=changed.pk).apply(town="Реж")
    found = actions.hand_over_chosen(actor=actor_of(me), versions=seen, colleague_id=colleague.pk)
    told = {one.case.pk: one for one in found}
    assert told[ours.pk].done
    assert not told[changed.pk].done
    assert told[theirs.pk].words == "И так у этого коллеги."
    ours.refresh_from_db()
    changed.refresh_from_db()
    assert (ours.assignee, changed.assignee) == (colleague, None)


def test_two_coordinators_take_the_same_family_and_one_is_told(world, me, colleague):
    case = make_case(world)
    seen = versions(case)
    first = actions.hand_over_chosen(actor=actor_of(me), versions=seen, colleague_id=me.pk)
    second = actions.hand_over_chosen(actor=actor_of(colleague), versions=seen, colleague_id=colleague.pk)
    assert (first[0].done, second[0].done) == (True, False)
    case.refresh_from_db()
    assert case.assignee == me


def test_families_of_another_region_are_passed_over(world, me):
    foreign = make_case(world, unit=world.other_region)
    assert actions.hand_over_chosen(actor=actor_of(me), versions=versions(foreign), colleague_id=me.pk) == []
    assert rows_of(sign_in(me), 3) == []
    with pytest.raises(NotSeen):
        queries.get_today(actor_of(me), world.other_region, Wanted())


def test_a_reminder_goes_to_the_guardian_once_a_day(world, me):
    pair = make_pair(world, state="active")
    lonely = make_case(world)
    seen = versions(pair.case, lonely)
    found = {one.case.pk: one for one in actions.remind_chosen(actor=actor_of(me), case_ids=seen)}
    assert found[pair.case_id].done
    assert pair.guardian.name in found[pair.case_id].words
    assert not found[lonely.pk].done
    message = Message.objects.get(event="guardian_reminder", channel="cabinet")
    assert message.recipient_id == pair.guardian.representative_id
    assert "Рябинина" not in message.subject + message.body
    again = actions.remind_chosen(actor=actor_of(me), case_ids=versions(pair.case))
    assert again[0].words == "Сегодня уже напоминали."


def test_of_two_guardians_one_without_contacts_keeps_nothing_from_the_other(world, me):
    case = make_case(world, state="helped")
    silent, heard = make_pair(world, case=case, state="active"), make_pair(world, case=case, state="active")
    silent.guardian.representative.contacts.all().delete()
    (done,) = actions.remind_chosen(actor=actor_of(me), case_ids=versions(case))
    assert done.done
    assert heard.guardian.name in done.words
    assert f"У опекуна «{silent.guardian.name}» нет ни телефона, ни почты" in done.words
    sent = Message.objects.filter(event="guardian_reminder", channel="cabinet")
    assert [message.recipient_id for message in sent] == [heard.guardian.representative_id]
    heard.guardian.representative.contacts.all().delete()
    (refused,) = actions.remind_chosen(actor=actor_of(me), case_ids=versions(case))
    assert not refused.done, "nobody can be told: it says so"


def test_a_colleague_is_reminded_of_a_family_without_a_guardian(world, me, colleague):
    case = make_case(world, assignee=colleague)
    assert actions.remind_chosen(actor=actor_of(me), case_ids=versions(case))[0].done
    assert Message.objects.filter(event="family_reminder", recipient_id=colleague.pk).exists()


def test_the_page_asks_first_and_then_tells_row_by_row(world, me, colleague):
    client, cases = sign_in(me), [make_case(world), make_case(world, assignee=me)]
    ids = "&".join(f"case={case.pk}" for case in cases)
    asked = client.get(f"{reverse('oversight:chosen')}?do=take&{ids}").content.decode()
    assert asked.count('name="case"') == 2
    assert FamilyCase.objects.get(pk=cases[0].pk).assignee is None, "asking changes nothing"
    sent = {"do": "take", "case": [f"{case.pk}.{case.version}" for case in cases], "back": "//evil.example/"}
    done = client.post(reverse("oversight:chosen"), sent)
    body = done.content.decode()
    assert "Теперь ведёте вы" in body
    assert "И так ваша." in body
    assert "evil" not in body
    empty = client.post(reverse("oversight:chosen"), {"do": "hand", "case": sent["case"]})
    assert empty.status_code == 422
    assert "Выберите, кому передать" in empty.content.decode()


@pytest.mark.parametrize("bad", ["?do=hand&case=1", "?do=none", "?case=%00&do=take", "?whose=x&place=" + "я" * 500])
def test_nonsense_in_the_address_is_passed_over(world, me, bad):
    client = sign_in(me)
    assert client.get(reverse("oversight:chosen") + bad).status_code == 200
    assert client.get(BOARD + bad).status_code == 200
    assert client.get(reverse("oversight:stage", args=[2])).status_code == 404


# ------------------------------------------------------------------------------------------------ who leaves


def test_the_families_of_a_coordinator_who_leaves_go_to_a_colleague(world, me, colleague):
    case, over = make_case(world, assignee=colleague), make_case(world, assignee=colleague, state="closed")
    assignment = Assignment.objects.get(user=colleague)
    manager = actor_of(world.user(Role.FEDERAL_MANAGER))
    network.dismiss(manager, assignment_id=assignment.pk, successor=str(me.pk))
    case.refresh_from_db()
    over.refresh_from_db()
    assert (case.assignee, over.assignee) == (me, colleague)


def test_left_to_nobody_they_stand_among_those_nobody_leads(world, me, colleague):
    case = make_case(world, assignee=colleague)
    manager = actor_of(world.user(Role.FEDERAL_MANAGER))
    network.dismiss(manager, assignment_id=Assignment.objects.get(user=colleague).pk, successor="nobody")
    assert rows_of(sign_in(me), 3, "?whose=nobody") == [str(case.pk)]


def test_a_guardian_at_work_is_counted_in_the_second_stage(world, me):
    make_guardian(world, state="handed")
    assert queries.get_today(actor_of(me), world.region, Wanted()).counts[2] == 1
