"""Drafts on the server: kept for their author, gone on with, gone when sent, and never brought back."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from tests.world import make_draft, make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import actions
from uchastie.crm.desk.models import Draft, ServiceRequest
from uchastie.crm.desk.rules import DRAFT_LIMIT, DRAFTS_KEPT, DraftForm
from uchastie.crm.journal.models import Entry
from uchastie.kernel.ids import new_id

KEY = "00000000000070008000000000000001"
NAME = "Ларина Вера Павловна"
TYPED = {"key": KEY, "form": "add", "who": "Ларина", "name": NAME, "phone": "8 912", "need": "Про гранты", "email": ""}
WHOLE = {
    "key": KEY,
    "channel": "visit",
    "name": NAME,
    "phone": "8 912 345-67-89",
    "kind": "person",
    "preferred_way": "phone",
    "service": "informing",
    "when": "now",
    "consent": "oral",
    "all_steps": "on",
}


@pytest.fixture
def anna(client_of):
    return client_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def keep(anna):
    return lambda **data: anna.post(reverse("desk:drafts"), TYPED | data)


@time_machine.travel("2026-11-20 14:02+05:00", tick=False)
def test_what_is_typed_is_kept_and_the_hour_is_said(keep, world):
    assert keep().content.decode() == "14:02"
    keep(phone="8 912 345")
    draft = Draft.objects.get()
    assert dict(draft.fields) == {"who": "Ларина", "name": NAME, "phone": "8 912 345", "need": "Про гранты"}
    assert draft.author == world.user(Role.CENTRE_EMPLOYEE)


def test_it_is_gone_on_with_on_another_device(keep, client_of):
    keep()
    other = client_of(Role.CENTRE_EMPLOYEE)
    assert NAME in other.get(reverse("desk:add")).content.decode()
    page = other.get(reverse("desk:draft", args=[Draft.objects.get().pk])).content.decode()
    assert f'value="{NAME}"' in page
    assert "Про гранты" in page
    assert f'name="key" value="{KEY}"' in page, "sent from both devices it is one request"


def test_only_its_author_reads_it(keep, client_of, world):
    keep()
    colleague = make_user("colleague", Role.CENTRE_EMPLOYEE, world.uralmash)
    for who in (Role.CENTRE_HEAD, colleague, "stranger"):
        client = client_of(who)
        assert NAME not in client.get(reverse("desk:drafts")).content.decode()
        assert client.get(reverse("desk:draft", args=[Draft.objects.get().pk])).status_code == 404
        client.post(reverse("desk:draft_removal", args=[Draft.objects.get().pk]))
        assert client.post(reverse("desk:drafts"), TYPED | {"name": "Чужое"}).status_code == (404)
    assert dict(Draft.objects.get().fields)["name"] == NAME


def test_a_saved_form_erases_its_draft_and_a_late_keeping_brings_nothing_back(keep, anna):
    keep()
    assert anna.post(reverse("desk:add"), WHOLE).status_code == 302
    assert not Draft.objects.exists()
    assert keep().status_code == 204
    assert not Draft.objects.exists()


def test_a_refused_form_keeps_its_draft(keep, anna):
    keep()
    assert anna.post(reverse("desk:add"), WHOLE | {"phone": "1"}).status_code == 422
    assert Draft.objects.exists()


def test_the_same_form_from_two_devices_is_one_request(keep, client_of):
    keep()
    for _ in range(2):
        assert client_of(Role.CENTRE_EMPLOYEE).post(reverse("desk:add"), WHOLE).status_code == 302
    assert ServiceRequest.objects.count() == 1


def test_its_author_erases_it(keep, anna):
    keep()
    answer = anna.post(reverse("desk:draft_removal", args=[Draft.objects.get().pk]), follow=True)
    assert "Черновиков нет" in answer.content.decode().replace("\u00a0", " ")


def test_the_button_without_scripts_keeps_and_goes_on(anna):
    answer = anna.post(reverse("desk:add"), WHOLE | {"keep": "1", "need": "Про гранты"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk:draft", args=[Draft.objects.get().pk])
    assert "Про гранты" in answer.content.decode()


def test_after_seven_days_it_is_seen_no_more_and_then_erased(world, actor_of, anna):
    author = world.user(Role.CENTRE_EMPLOYEE)
    with time_machine.travel("2026-11-10 12:00+05:00", tick=False):
        old = make_draft(world.uralmash, author, name=NAME)
    with time_machine.travel("2026-11-20 12:00+05:00", tick=False):
        young = make_draft(world.uralmash, author)
        assert anna.get(reverse("desk:draft", args=[old.pk])).status_code == 404
        assert actions.erase_old_drafts(limit=100) == 1
    assert list(Draft.objects.all()) == [young]


def test_there_are_not_more_than_a_few_of_one_author(world, actor_of):
    actor = actor_of(Role.CENTRE_EMPLOYEE)
    for number in range(DRAFTS_KEPT + 3):
        with time_machine.travel(dt.datetime(2026, 11, 20, 12, number, tzinfo=dt.UTC), tick=False):
            actions.keep_draft(
                actor=actor, unit=world.uralmash, draft_id=new_id(), form=DraftForm.ADD, fields=[("name", str(number))]
            )
    assert Draft.objects.count() == DRAFTS_KEPT
    assert not Draft.objects.filter(fields=[["name", "0"]]).exists()


@pytest.mark.parametrize("data", [{"key": ""}, {"key": "nonsense"}, {"key": "../../x"}, {"name": "я" * DRAFT_LIMIT}])
def test_what_is_no_form_of_ours_is_not_kept(keep, data):
    assert keep(**data).status_code == 422
    assert not Draft.objects.exists()


def test_a_draft_is_no_record_for_the_journal(keep):
    before = Entry.objects.count()
    keep()
    assert Entry.objects.count() == before


def test_a_draft_of_another_centre_is_not_gone_on_with_here(world, anna):
    foreign = make_draft(world.vtoroy, world.user(Role.CENTRE_EMPLOYEE))
    assert anna.get(reverse("desk:draft", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("many", [1, DRAFTS_KEPT])
def test_the_list_costs_the_same(world, anna, many, django_assert_max_num_queries):
    for _ in range(many):
        make_draft(world.uralmash, world.user(Role.CENTRE_EMPLOYEE))
    with django_assert_max_num_queries(12):
        assert anna.get(reverse("desk:drafts")).content.decode().count("Продолжить") == many
