"""From the public application to readiness, a pause and a farewell; who sees whom."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.world import sign_in
from tests.world_opeka import make_category, make_guardian

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.guardians import actions, queries
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import CapabilityValues, GuardianInput, GuardianKind, GuardianState
from uchastie.crm.journal import queries as journal
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

GIVEN = GuardianInput(
    kind=GuardianKind.WORK_COLLECTIVE,
    name="Коллектив «Вагон»",
    person="Павел Юдин",
    phone="+79122223344",
    town="Реж",
    capacity=2,
    campaign="vk",
    capabilities=(CapabilityValues("repair"),),
)
KEY = "0" * 31 + "a"


@pytest.fixture
def federal(world):
    return network.actor_of(world.user(Role.FEDERAL_MANAGER))


@pytest.fixture
def coordinator(world):
    return network.actor_of(world.user(Role.REGION_COORDINATOR))


def apply(world, **values):
    make_category("repair", "Ремонт")
    text = current_text(Purpose.GUARDIAN).pk
    return actions.apply_guardian(
        **({"actor": NOBODY, "unit": world.region, "given": GIVEN, "key": KEY, "consent_text_id": text} | values)
    )


def test_the_same_form_twice_is_one_guardian(world):
    assert apply(world).pk == apply(world).pk
    assert Guardian.objects.count() == 1
    assert Guardian.objects.get().number == "О-66-0001"


@pytest.mark.ledger("B3", "B4", "B5", "B6", "B16")
def test_the_federal_team_decides_and_the_region_has_it_at_once(world, federal, coordinator):
    guardian = apply(world)
    assert [row.pk for row in queries.list_applications(federal).items] == [guardian.pk]
    assert guardian.campaign == "vk"
    with pytest.raises(NotSeen):
        queries.get_guardian(coordinator, guardian.pk)
    decided = actions.verify(actor=federal, guardian_id=guardian.pk, approve=True, version=guardian.version)
    assert (decided.state, decided.unit_id) == (GuardianState.HANDED, world.region.pk)
    assert queries.get_guardian(coordinator, guardian.pk).verified_by_id == federal.id
    assert not queries.list_applications(federal).items


@pytest.mark.ledger("B6")
def test_a_region_sees_only_its_own(world, federal, coordinator):
    guardian = apply(world)
    actions.verify(actor=federal, guardian_id=guardian.pk, approve=True, version=guardian.version)
    assert queries.get_guardian(coordinator, guardian.pk).state == GuardianState.HANDED
    other = make_guardian(world, unit=world.other_region)
    with pytest.raises(NotSeen):
        queries.get_guardian(coordinator, other.pk)
    listed = queries.list_guardians(coordinator, world.region, queries.Tab.WORK).items
    assert [row.pk for row in listed] == [guardian.pk]
    with pytest.raises(NotSeen):
        queries.list_guardians(coordinator, world.other_region, queries.Tab.WORK)


@pytest.mark.ledger("B5")
def test_a_refusal_needs_a_reason_and_is_final(world, federal):
    guardian = apply(world)
    with pytest.raises(Refusal) as refused:
        actions.verify(actor=federal, guardian_id=guardian.pk, approve=False)
    assert refused.value.field == "reason"
    rejected = actions.verify(actor=federal, guardian_id=guardian.pk, approve=False, reason="Нет такой организации")
    assert rejected.state == GuardianState.REJECTED
    with pytest.raises(Refusal):
        actions.verify(actor=federal, guardian_id=guardian.pk, approve=True)


def test_two_who_decide_at_once_do_not_overwrite_each_other(world, federal):
    guardian = apply(world)
    with pytest.raises(Conflict):
        actions.verify(actor=federal, guardian_id=guardian.pk, approve=True, version=guardian.version + 1)


def test_only_the_federal_team_decides(world, coordinator):
    guardian = make_guardian(world, state="application", unit=world.region)
    with pytest.raises(Denied):
        actions.verify(actor=coordinator, guardian_id=guardian.pk, approve=True)


@pytest.mark.ledger("B7", "B37", "B38")
def test_briefing_and_training_are_gates_and_the_interview_is_not(world, coordinator):
    guardian = make_guardian(world, state="handed")
    today = clock.today(world.region.zone)
    own = lambda: {gate.key: gate.passed for gate in queries.gates(guardian)}  # noqa: E731
    assert (own()["briefing"], own()["training"]) == (False, False)
    asked = {"actor": coordinator, "guardian_id": guardian.pk}
    actions.note_interview(**asked, on=today, participants="Юдин", result="Договорились")
    actions.note_briefing(**asked, on=today, participants="Юдин")
    assert (own()["briefing"], own()["training"]) == (True, False)
    with pytest.raises(Refusal):
        actions.note_training(**asked, course="Основы", person="Юдин", completed_on=today + dt.timedelta(days=1))
    actions.note_training(**asked, course="Основы", person="Юдин", completed_on=today, certificate="12")
    assert (own()["briefing"], own()["training"]) == (True, True)
    assert not queries.is_ready(guardian), "the papers of B39 are gates too"
    verbs = {entry.verb for entry in journal.list_entries(guardian.pk)}
    assert {"guardian_interviewed", "guardian_briefed", "guardian_trained"} <= verbs


def test_readiness_follows_the_gates_both_ways(world, monkeypatch):
    guardian = make_guardian(world, state="handed")
    from uchastie.crm.guardians import guards

    monkeypatch.setattr(guards, "_makers", [])
    today = clock.today(world.region.zone)
    actions.note_briefing(actor=SYSTEM, guardian_id=guardian.pk, on=today, participants="Юдин")
    actions.note_training(actor=SYSTEM, guardian_id=guardian.pk, course="Основы", person="Юдин", completed_on=today)
    guardian.refresh_from_db()
    assert guardian.state == GuardianState.READY
    guardian.briefings.all().delete()
    assert not actions.recheck(guardian.pk)
    guardian.refresh_from_db()
    assert guardian.state == GuardianState.HANDED


@pytest.mark.ledger("B36")
def test_what_it_can_do_is_changed_by_itself_and_by_its_region(world, coordinator):
    guardian = make_guardian(world)
    make_category("legal", "Юридическая помощь")
    itself = Actor(ActorKind.HOLDER, id=guardian.pk, label="Павел Юдин")
    changed = actions.change_capabilities(
        actor=itself,
        guardian_id=guardian.pk,
        capacity=3,
        capabilities=(CapabilityValues("legal"),),
        territory=("Реж", " Реж ", "", "Артёмовский"),
    )
    assert (changed.capacity, list(changed.capabilities.values_list("category", flat=True))) == (3, ["legal"])
    assert sorted(changed.territory.values_list("name", flat=True)) == ["Артёмовский", "Реж"]
    another = Actor(ActorKind.HOLDER, id=make_guardian(world).pk)
    with pytest.raises(NotSeen):
        actions.change_capabilities(actor=another, guardian_id=guardian.pk, capacity=1, capabilities=())
    manager = network.actor_of(world.user(Role.FEDERAL_MANAGER))
    with pytest.raises(Denied):
        actions.change_capabilities(actor=manager, guardian_id=guardian.pk, capacity=1, capabilities=())


def test_a_pause_ends_by_itself_after_its_last_day(world, coordinator):
    guardian = make_guardian(world)
    until = clock.today(world.region.zone) + dt.timedelta(days=3)
    actions.pause(actor=coordinator, guardian_id=guardian.pk, reason="Отпуск", until=until)
    assert actions.end_pauses() == 0
    with clock.at(clock.now() + dt.timedelta(days=5)):
        assert actions.end_pauses() == 1
    guardian.refresh_from_db()
    assert (guardian.state, guardian.paused_until) == (GuardianState.HANDED, None)
    with pytest.raises(Refusal):
        actions.pause(actor=coordinator, guardian_id=guardian.pk, reason="Отпуск", until=dt.date(2020, 1, 1))
    actions.leave(actor=coordinator, guardian_id=guardian.pk, reason="Закрылись")
    with pytest.raises(Refusal):
        actions.resume(actor=coordinator, guardian_id=guardian.pk)


def test_a_guardian_with_families_does_not_simply_leave(world, coordinator, monkeypatch):
    from uchastie.crm.guardians import guards

    guardian = make_guardian(world)
    monkeypatch.setattr(guards, "_counters", [lambda found: 2 if found == guardian.pk else 0])
    with pytest.raises(Refusal) as refused:
        actions.leave(actor=coordinator, guardian_id=guardian.pk, reason="Закрылись")
    assert refused.value.code == "has_families"
    assert actions.leave(actor=coordinator, guardian_id=make_guardian(world).pk, reason="Закрылись").state == "left"


TYPED = {
    "kind": "organisation",
    "name": "Верное плечо",
    "inn": "6658021579",
    "region": "66",
    "town": "Реж",
    "categories": ["repair"],
    "formats": ["in_person"],
    "periodicity": "weekly",
    "capacity": "2",
    "person": "Павел Юдин",
    "phone": "8 912 222-33-44",
    "key": KEY,
}


@pytest.mark.ledger("B3", "B4")
def test_the_public_pages_keep_nothing_before_the_consent(world, client):
    make_category("repair", "Ремонт")
    asked = client.get(reverse("guardians:apply") + "?from=vk")
    assert 'value="vk"' in asked.content.decode()
    refused = client.post(reverse("guardians:apply_consent"), TYPED | {"inn": "123", "phone": "12"})
    assert refused.status_code == 422
    assert "Верное плечо" in refused.content.decode(), "what was typed stays"
    assert client.post(reverse("guardians:apply_consent"), TYPED).status_code == 200
    assert not Guardian.objects.exists()
    text = str(current_text(Purpose.GUARDIAN).pk)
    unticked = client.post(reverse("guardians:submit"), TYPED | {"text": text})
    assert unticked.status_code == 422
    done = client.post(reverse("guardians:submit"), TYPED | {"text": text, "agree": "on"}, follow=True)
    assert "Заявка в федеральном штабе" in done.content.decode().replace("\xa0", " ")
    assert Guardian.objects.get().capabilities.get().periodicity == "weekly"


def test_the_card_takes_a_briefing_and_gives_a_refused_form_back(world, client):
    guardian = make_guardian(world, state="handed")
    mine = sign_in(world.user(Role.REGION_COORDINATOR))
    there = reverse("guardians:briefing", args=[guardian.pk])
    future = (clock.today(world.region.zone) + dt.timedelta(days=9)).isoformat()
    refused = mine.post(there, {"on": future, "participants": "Юдин и Ким"})
    assert refused.status_code == 422
    assert "Юдин и Ким" in refused.content.decode()
    mine.post(there, {"on": clock.today(world.region.zone).isoformat(), "participants": "Юдин"})
    assert guardian.briefings.count() == 1


@pytest.mark.ledger("B36")
def test_changing_the_places_keeps_what_was_told_of_each_kind_of_help(world, client):
    guardian = make_guardian(world, categories=("repair", "legal"))
    guardian.capabilities.filter(category="repair").update(volume="8 ч в неделю", periodicity="monthly")
    mine = sign_in(world.user(Role.REGION_COORDINATOR))
    there = reverse("guardians:capabilities", args=[guardian.pk])
    assert "8 ч в неделю" in mine.get(there).content.decode().replace("\xa0", " ")
    make_category("food", "Продукты")
    typed = {"categories": ["repair", "food"], "capacity": "5", "version": guardian.version, "periodicity": "weekly"}
    typed |= {
        "what_repair": "бригада",
        "often_repair": "monthly",
        "volume_repair": "8 ч в неделю",
        "formats": ["remote"],
    }
    assert mine.post(there, typed).status_code == 302
    kept, new = guardian.capabilities.get(category="repair"), guardian.capabilities.get(category="food")
    assert (kept.description, kept.volume, kept.periodicity) == ("бригада", "8 ч в неделю", "monthly")
    assert (kept.formats, new.formats, new.periodicity) == (["in_person", "remote"], ["remote"], "weekly")
    assert guardian.capabilities.count() == 2
    assert mine.post(there, typed).status_code == 409


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_costs_the_same(world, rows, coordinator, django_assert_max_num_queries):
    for _ in range(rows):
        make_guardian(world)
    with django_assert_max_num_queries(3):
        found = queries.list_guardians(coordinator, world.region, queries.Tab.READY).items
        assert all(len(row.capabilities.all()) == 1 for row in found)
