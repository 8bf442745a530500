"""Two cards become one and, for thirty days, two again: every row goes and comes back."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from tests.world import make_person, make_request

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.rules import Method
from uchastie.crm.notifications.models import Message
from uchastie.crm.people import actions, queries
from uchastie.crm.people.actions.index import index
from uchastie.crm.people.models import Acquaintance, AudienceMark, Beneficiary, ContactPoint, Merging
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(world: Any) -> tuple[Beneficiary, Beneficiary]:
    """Tamara as she is known, and as she was once written down in a hurry."""
    kept = _register(world.uralmash, "Берёзкина Тамара Ильинична", "+79125550167", volunteer_id="95118240")
    merged = _register(world.uralmash, "Березкина Т. И.", "+79125550167", email="t.berez@example.org")
    ContactPoint.objects.create(beneficiary=merged, kind=ContactPoint.Kind.PHONE, value="+73435550218", preferred=True)
    Acquaintance.objects.create(beneficiary=merged, unit=world.vtoroy)
    AudienceMark.objects.create(beneficiary=merged, code="P_VOLUNTEER")
    Beneficiary.objects.filter(pk=merged.pk).update(birth_year=1956, needs=["step_free"])
    Beneficiary.objects.filter(pk=kept.pk).update(needs=["louder"])
    for card in (kept, merged, merged):
        request = make_request(world.uralmash, beneficiary=card)
        consents.take(SYSTEM, subject_id=card.pk, about_id=request.pk, name=card.name, method=Method.PAPER)
    found = (Beneficiary.objects.get(pk=kept.pk), Beneficiary.objects.get(pk=merged.pk))
    for card in found:
        index(card)
    return found


def _register(unit: Any, name: str, phone: str, **other: Any) -> Beneficiary:
    values = {"kind": Kind.PERSON, "name": name, "phone": phone, "preferred_way": Way.PHONE}
    return actions.register(SYSTEM, unit=unit, **values | other)


def merge(actor: Any, unit: Any, kept: Beneficiary, merged: Beneficiary, **other: Any) -> Merging:
    values: dict[str, Any] = {"versions": (None, None), "choices": {}, "reason": "спросила по телефону"}
    return actions.merge_cards(actor, kept_id=kept.pk, merged_id=merged.pk, unit=unit, **values | other)


def rows_of(card: Beneficiary) -> dict[str, int]:
    return {
        "requests": apps.get_model("desk.ServiceRequest").objects.filter(beneficiary=card).count(),
        "consents": Consent.objects.filter(subject_id=card.pk).count(),
        "contacts": card.contacts.count(),
        "units": card.acquaintances.count(),
        "groups": card.audience_marks.count(),
    }


def test_everything_goes_to_the_card_that_stays(world: Any, actor_of: Any, pair: Any) -> None:
    me, (kept, merged) = actor_of(Role.CENTRE_EMPLOYEE), pair
    merge(me, world.uralmash, kept, merged, choices={"birth_year": "merged", "name": "kept"})
    kept.refresh_from_db()
    assert (kept.name, kept.birth_year, kept.volunteer_id) == ("Берёзкина Тамара Ильинична", 1956, "95118240")
    assert kept.needs == ["louder", "step_free"]
    assert rows_of(kept) == {"requests": 3, "consents": 3, "contacts": 3, "units": 2, "groups": 1}
    for text in ("t.berez@example.org", "3435550218", "Берёзкина"):
        assert [hit.id for hit in queries.search_people(me, world.uralmash, text)] == [kept.pk]


def test_everything_comes_back(world: Any, actor_of: Any, pair: Any) -> None:
    me, (kept, merged) = actor_of(Role.CENTRE_EMPLOYEE), pair
    before = (rows_of(kept), rows_of(merged))
    states = [_values(card) for card in pair]
    merging = merge(me, world.uralmash, kept, merged, choices={"birth_year": "merged", "name": "merged"})
    later = make_request(world.uralmash, beneficiary=Beneficiary.objects.get(pk=kept.pk))
    actions.undo_merging(me, merging_id=merging.pk, unit=world.uralmash)
    assert [_values(Beneficiary.objects.get(pk=card.pk)) for card in pair] == states
    later.delete()
    assert (rows_of(kept), rows_of(merged)) == before
    assert ContactPoint.objects.filter(beneficiary=merged, preferred=True).count() == 1
    assert len(queries.search_people(me, world.uralmash, "Берёзкина")) == 2
    with pytest.raises(Refusal, match="undone"):
        actions.undo_merging(me, merging_id=merging.pk, unit=world.uralmash)


def _values(card: Beneficiary) -> dict[str, Any]:
    skipped = {"version", "_state"}
    return {name: value for name, value in vars(card).items() if name not in skipped}


def test_what_was_changed_since_is_not_taken_back(world: Any, actor_of: Any, pair: Any) -> None:
    me, (kept, merged) = actor_of(Role.CENTRE_EMPLOYEE), pair
    merging = merge(me, world.uralmash, kept, merged, choices={"name": "merged"})
    values = actions.CardValues(name="Берёзкина Тамара", volunteer_id="95118240", needs=("louder", "step_free"))
    actions.edit_card(me, person_id=kept.pk, unit=world.uralmash, version=None, values=values)
    actions.undo_merging(me, merging_id=merging.pk, unit=world.uralmash)
    kept.refresh_from_db()
    assert (kept.name, kept.needs) == ("Берёзкина Тамара", ["louder"])


def test_thirty_days_and_no_longer(world: Any, actor_of: Any, pair: Any) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    merging = merge(me, world.uralmash, *pair)
    with time_machine.travel(clock.now() + dt.timedelta(days=30, minutes=1), tick=False):
        with pytest.raises(Refusal, match="too_late"):
            actions.undo_merging(me, merging_id=merging.pk, unit=world.uralmash)
        assert queries.list_mergings(world.uralmash) == []
    assert queries.list_mergings(world.uralmash) == [merging]


def test_chains_are_undone_from_the_end(world: Any, actor_of: Any, pair: Any) -> None:
    me, (kept, merged) = actor_of(Role.CENTRE_EMPLOYEE), pair
    last = _register(world.uralmash, "Берёзкина Тамара", "+79120000099")
    first = merge(me, world.uralmash, kept, merged)
    second = merge(me, world.uralmash, last, Beneficiary.objects.get(pk=kept.pk))
    assert queries.find_remaining(merged.pk) == last
    with pytest.raises((Refusal, NotSeen)):
        actions.undo_merging(me, merging_id=first.pk, unit=world.uralmash)
    actions.undo_merging(me, merging_id=second.pk, unit=world.uralmash)
    actions.undo_merging(me, merging_id=first.pk, unit=world.uralmash)
    assert rows_of(merged)["requests"] == 2


def test_an_id_goes_along_and_stays_one_persons(world: Any, actor_of: Any, pair: Any) -> None:
    me, (kept, merged) = actor_of(Role.CENTRE_EMPLOYEE), pair
    merging = merge(me, world.uralmash, merged, kept, choices={"volunteer_id": "merged", "name": "merged"})
    merged.refresh_from_db()
    assert (merged.name, merged.volunteer_id) == ("Берёзкина Тамара Ильинична", "95118240")
    actions.undo_merging(me, merging_id=merging.pk, unit=world.uralmash)
    merged.refresh_from_db()
    assert merged.volunteer_id == ""


def test_the_old_address_leads_to_the_card_that_stayed(world: Any, client_of: Any, actor_of: Any, pair: Any) -> None:
    kept, merged = pair
    merge(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, kept, merged)
    answer = client_of(Role.CENTRE_EMPLOYEE).get(reverse("people:person", args=[merged.pk]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:person", args=[kept.pk]))
    # The second centre knew the merged card: it knows the one that stayed now.
    assert client_of("stranger").get(reverse("people:person", args=[merged.pk])).status_code == 302
    assert client_of(Role.FEDERAL_MANAGER).get(reverse("people:person", args=[merged.pk])).status_code == 403
    assert actions.meet(SYSTEM, beneficiary_id=merged.pk, unit=world.uralmash).pk == kept.pk


def test_the_person_is_told(world: Any, actor_of: Any, pair: Any) -> None:
    merging = merge(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, *pair)
    message = Message.objects.filter(about_id=merging.pk).first()
    assert message is not None
    assert message.recipient_id == pair[0].pk


def test_who_may_merge(world: Any, actor_of: Any, pair: Any) -> None:
    kept, merged = pair
    with pytest.raises(Denied):
        merge(actor_of(Role.REGION_COORDINATOR), world.region, kept, merged)
    with pytest.raises(NotSeen):  # knows only one of the two
        merge(actor_of("stranger"), world.vtoroy, merged, kept)
    me = actor_of(Role.CENTRE_HEAD)
    with pytest.raises(NotSeen):
        merge(me, world.uralmash, kept, kept)
    with pytest.raises(Refusal, match="reason"):
        merge(me, world.uralmash, kept, merged, reason="  ")
    with pytest.raises(Conflict):
        merge(me, world.uralmash, kept, merged, versions=(kept.version, merged.version + 1))
    school = _register(world.uralmash, "Школа № 5", "+73433000005", kind=Kind.ORGANISATION)
    with pytest.raises(Refusal, match="kinds"):
        merge(me, world.uralmash, kept, school)
    assert not Merging.objects.exists()


def test_equal_values_are_not_asked_and_the_fuller_is_offered(world: Any, actor_of: Any, pair: Any) -> None:
    found = queries.compare_cards(actor_of(Role.CENTRE_EMPLOYEE), pair[0].pk, pair[1].pk)
    offered = {choice.key: choice.default for choice in found.choices}
    assert offered == {"name": "kept", "volunteer_id": "kept", "birth_year": "merged"}
    assert dict(found.moves)["Заявки"] == 2
    assert dict(found.same) == {"Как удобнее": "phone"}
    assert found.against == []


def test_pairs_of_the_unit_are_offered_and_told_apart(world: Any, actor_of: Any, pair: Any) -> None:
    me, (kept, merged) = actor_of(Role.CENTRE_EMPLOYEE), pair
    _register(world.uralmash, "Берёзкин Илья", "+79125550167")  # a grandson on the same phone
    assert [(p.one.pk, p.other.pk, p.why) for p in queries.list_twins(me, world.uralmash).pairs] == [
        (kept.pk, merged.pk, "один телефон")
    ]
    assert queries.list_twins(actor_of("stranger"), world.vtoroy).pairs == []
    actions.tell_apart(me, one_id=merged.pk, other_id=kept.pk, unit=world.uralmash)
    actions.tell_apart(me, one_id=kept.pk, other_id=merged.pk, unit=world.uralmash)
    assert queries.list_twins(me, world.uralmash).pairs == []


def test_a_child_or_a_namesake_of_another_age_is_no_pair(world: Any) -> None:
    mother = make_person(world.uralmash, name="Ларина Вера Павловна")
    child = make_person(world.uralmash, name="Ларина Вера")
    Beneficiary.objects.filter(pk=child.pk).update(birth_year=clock.now().year - 9)
    child.refresh_from_db()
    assert queries.find_twins(world.uralmash, [child, mother]) == []
    Beneficiary.objects.filter(pk=child.pk).update(birth_year=1960)
    child.refresh_from_db()
    assert len(queries.find_twins(world.uralmash, [child])) == 1


@pytest.mark.parametrize("people", [10, 200])
def test_looking_for_pairs_costs_the_same_for_few_and_many(
    world: Any, actor_of: Any, people: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(people):
        make_person(world.uralmash, name=f"Ларина Вера {number}", phone=f"+7912345{number:04d}")
    with django_assert_max_num_queries(5):
        queries.list_twins(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash)
