"""A role from the offer to the way out: by consent, prepared, on any day left."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from tests.pages.own import open_to
from tests.world import actor
from tests.world_roles import VALUES, holder, make_deed, make_opportunity, make_person, make_role, staff_of, text_id

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.involvement import actions, queries, rules
from uchastie.crm.involvement.models import BeneficiaryRole, TargetGroup
from uchastie.crm.involvement.rules import MOVES, Move, State, machine
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Denied, NotSeen, Refusal


def test_every_state_with_every_move():
    for state, move in itertools.product(State, Move):
        allowed, target = MOVES[move]
        if state in allowed:
            assert machine.target(state, move) is target
        else:
            with pytest.raises(Refusal):
                machine.target(state, move)


@pytest.mark.ledger("C7")
def test_nothing_begins_without_the_word_of_the_person(world):
    role = make_role(world.uralmash, "offered")
    own = actor(staff_of(world.uralmash))
    for step in (actions.prepare_role, actions.start_role):
        with pytest.raises(Refusal):
            step(actor=own, role_id=role.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        BeneficiaryRole.objects.filter(pk=role.pk).update(state=State.ACCEPTED)


@pytest.mark.ledger("C19")
def test_a_role_begins_when_every_step_is_done(world):
    role = make_role(world.uralmash, "preparing")
    own = actor(staff_of(world.uralmash))
    actions.mark_steps(actor=own, role_id=role.pk, places=[1, 2, 3])
    with pytest.raises(Refusal, match="prepared"):
        actions.start_role(actor=own, role_id=role.pk)
    actions.mark_steps(actor=own, role_id=role.pk, places=[1, 2, 3, 4])
    assert actions.start_role(actor=own, role_id=role.pk).state == State.ACTIVE


def test_a_teenager_needs_both_agreements(world):
    role = make_role(world.uralmash, "accepted", adult=False)
    own = actor(staff_of(world.uralmash))
    with pytest.raises(Refusal, match="parent"):
        actions.prepare_role(actor=own, role_id=role.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        BeneficiaryRole.objects.filter(pk=role.pk).update(state=State.PREPARING)
    actions.note_parent(actor=own, role_id=role.pk, name="Мамина Мама")
    assert actions.prepare_role(actor=own, role_id=role.pk).state == State.PREPARING


def test_a_parent_cannot_agree_instead_of_the_teenager(world):
    role = make_role(world.uralmash, "offered")
    with pytest.raises(Refusal):
        actions.note_parent(actor=actor(staff_of(world.uralmash)), role_id=role.pk, name="Мамина Мама")


@pytest.mark.parametrize("state", ["offered", "applied", "accepted", "preparing", "active"])
def test_one_leaves_on_any_day_without_a_reason(world, state):
    role = make_role(world.uralmash, state)
    left = actions.leave_role(actor=holder(role), role=role)
    again = actions.leave_role(actor=holder(role), role=role)
    assert left.state == again.state == rules.left_state(state)
    assert left.ended_on == clock.today(world.uralmash.zone)


def test_a_word_by_phone_ends_it_too(world):
    role = make_role(world.uralmash)
    ended = actions.end_role(actor=actor(staff_of(world.uralmash)), role_id=role.pk)
    assert ended.state == State.FINISHED


def test_a_consent_taken_back_ends_the_role(world, django_capture_on_commit_callbacks):
    role = make_role(world.uralmash)
    with django_capture_on_commit_callbacks(execute=True):
        consents.withdraw(SYSTEM, consent_id=role.consent_id)
    role.refresh_from_db()
    assert role.state == State.FINISHED


def test_the_same_role_is_not_offered_twice(world):
    person = make_person(world.uralmash)
    make_role(world.uralmash, "offered", person=person)
    with pytest.raises(Refusal):
        make_role(world.uralmash, "offered", person=person)


@pytest.mark.ledger("C1")
def test_an_open_opportunity_is_answered_once(world):
    person, one = make_person(world.uralmash), make_opportunity(world.uralmash)
    answer = {"actor": SYSTEM, "opportunity_id": one.pk, "person_id": person.pk, "adult": True, "text_id": text_id()}
    first = actions.answer_opportunity(**answer)
    assert actions.answer_opportunity(**answer).pk == first.pk
    assert first.state == State.APPLIED
    actions.close_opportunity(actor=actor(staff_of(world.uralmash)), opportunity_id=one.pk)
    with pytest.raises(NotSeen):
        actions.answer_opportunity(**answer | {"person_id": make_person(world.uralmash, "Другой Человек").pk})


def test_a_role_for_grown_ups_says_so(world):
    one = make_opportunity(world.uralmash, from_18=True)
    person = make_person(world.uralmash)
    with pytest.raises(Refusal, match="from_18"):
        actions.answer_opportunity(
            actor=SYSTEM, opportunity_id=one.pk, person_id=person.pk, adult=False, text_id=text_id()
        )


@pytest.mark.ledger("C15")
def test_names_stay_beside_the_person(world):
    role = make_role(world.uralmash)
    for who in (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR, Role.FEDERAL_MANAGER, "stranger"):
        with pytest.raises(NotSeen):
            queries.get_role(actor(world.user(who)), role.pk)
    assert queries.coverage(world.region).filled == 1


@pytest.mark.ledger("C24")
def test_the_matrix_counts_people_and_names_who_is_not_heard(world):
    values = VALUES.__class__(**{**{n: getattr(VALUES, n) for n in VALUES.__slots__}, "kind": "ambassador"})
    community = values.__class__(**{**{n: getattr(values, n) for n in values.__slots__}, "level": "community"})
    make_role(world.uralmash, values=community)
    make_role(world.uralmash, person=make_person(world.uralmash, "Другая Мама"))
    make_role(world.uralmash, "offered", person=make_person(world.uralmash, "Третья Мама"), group="foster")
    found = queries.coverage(world.uralmash)
    cells = {(kind, cell.level): cell for kind, row in found.rows for cell in row}
    assert cells["ambassador", "community"].people == 1
    assert cells["co_host", "operational"].people == 1
    assert not cells["co_host", "community"].wanted
    assert dict(found.heard) == {"Семьи с особыми детьми": 2}
    assert "Приёмные семьи" in found.unheard


def test_roles_held_counts_those_of_the_period(world):
    role = make_role(world.uralmash)
    today = clock.today(world.uralmash.zone)
    held = queries.roles_held(world.uralmash, (today, today))
    assert (held.roles, held.people, held.left, held.by_level) == (1, 1, 0, {"operational": 1})
    actions.leave_role(actor=holder(role), role=role)
    assert queries.roles_held(world.uralmash, (today, today)).left == 1


@pytest.mark.ledger("C16")
def test_the_path_and_a_decision_of_the_group(world):
    role = make_role(world.uralmash)
    assert queries.path_of([role.person_id]).reached == rules.Rung.PEER
    deed = make_deed(world.uralmash, role)
    assert queries.list_of_role(role) == [deed]
    with pytest.raises(Refusal, match="decision"):
        make_deed(world.uralmash, role, decision="")


@pytest.mark.ledger("C2")
def test_change_is_told_for_services_and_for_people_apart(world, client):
    make_deed(world.uralmash, make_role(world.uralmash))
    make_opportunity(world.uralmash)
    page = client.get(f"/centres/{world.uralmash.slug}/taking-part/").content.decode().replace("\xa0", " ")
    assert "Группа работает в субботу" in page
    assert "Работающие родители успевают" in page
    assert "Ларина" not in page


@pytest.mark.ledger("C4")
def test_groups_are_extended_by_the_federal_team(world):
    assert TargetGroup.objects.filter(name="Семьи военнослужащих").exists()
    made = actions.add_group(actor=actor(world.user(Role.FEDERAL_MANAGER)), name="Семьи моряков")
    assert made in queries.list_groups()
    with pytest.raises(Refusal):
        actions.add_group(actor=actor(world.user(Role.FEDERAL_MANAGER)), name="семьи моряков")
    with pytest.raises(Denied):
        actions.add_group(actor=actor(world.user(Role.CENTRE_HEAD)), name="Семьи лётчиков")


def test_the_person_answers_and_leaves_on_the_own_pages(world):
    person = make_person(world.uralmash)
    role = make_role(world.uralmash, "offered", person=person)
    client = open_to(person, "vera@example.org")
    assert "Моё участие" in client.get("/my/").content.decode()
    missed = client.post(f"/my/involvement/{role.pk}/acceptance/", {"adult": "yes", "text": text_id()})
    assert missed.status_code == 422
    assert 'value="yes" id="id_adult" checked' in missed.content.decode()
    client.post(f"/my/involvement/{role.pk}/acceptance/", {"adult": "yes", "agree": "on", "text": text_id()})
    role.refresh_from_db()
    assert role.state == State.ACCEPTED
    client.post(f"/my/involvement/{role.pk}/leaving/")
    role.refresh_from_db()
    assert role.state == State.FINISHED


def test_a_role_of_another_is_not_there(world):
    role = make_role(world.uralmash, "offered")
    client = open_to(make_person(world.uralmash, "Чужой Человек"), "else@example.org")
    assert client.get(f"/my/involvement/{role.pk}/").status_code == 404
    assert client.post(f"/my/involvement/{role.pk}/leaving/").status_code == 404


def test_the_list_costs_the_same_with_many_rows(world, client, django_assert_max_num_queries):
    from tests.world import sign_in

    for number in range(12):
        make_role(world.uralmash, person=make_person(world.uralmash, f"Участница Номер {chr(1072 + number)}"))
    client = sign_in(staff_of(world.uralmash))
    with django_assert_max_num_queries(25):
        assert client.get("/involvement/roles/").status_code == 200
    with django_assert_max_num_queries(25):
        assert client.get("/involvement/").status_code == 200
