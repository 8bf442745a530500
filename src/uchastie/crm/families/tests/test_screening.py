"""Stage 1: one family, one case; the decision; the marker; the list of special control."""

import pytest
from tests.world import actor as as_actor
from tests.world import make_user
from tests.world_opeka import make_case, make_need

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.families import actions, queries
from uchastie.crm.families.events import FamilyWaiting
from uchastie.crm.families.models import FamilyCase, FamilyMember
from uchastie.crm.families.rules import CloseReason, FamilyState, Move, Source
from uchastie.crm.families.tests.conftest import VAGUE, saying
from uchastie.crm.journal import queries as journal
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel import bus
from uchastie.kernel.actor import NOBODY, SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal


@pytest.fixture
def receive(world, coordinator, a_family):
    def go(unit=None, source=Source.HQ, key="", **values) -> FamilyCase:
        return actions.receive_family(
            coordinator, unit=unit or world.region, family=a_family(**values), source=source, key=key
        )

    return go


@pytest.mark.ledger("B22", "B33")
def test_a_family_is_the_primary_record(receive, world):
    case = receive()
    assert case.number.startswith("С-66-")
    assert (case.state, case.source, case.unit) == (FamilyState.RECEIVED, "hq", world.region)
    people = list(FamilyMember.objects.filter(case=case).values_list("name", "relation", "speaks").order_by("-speaks"))
    assert people == [("Рябинина Ольга Петровна", "мама", True), ("Миша", "сын", False)]
    assert case.needs.get().description == "Водить сына на футбол"
    assert case.code_word


def test_numbers_of_a_region_follow_each_other(receive):
    first, second = receive(), receive(phone="+7 912 555-01-02", name="Берёзкина Анна")
    assert int(second.number[-4:]) == int(first.number[-4:]) + 1


@pytest.mark.ledger("B27")
def test_the_same_phone_is_the_same_family(receive):
    case = receive()
    with saying(case.number):
        receive(name="Рябинина О.", phone="89125550101")
    assert FamilyCase.objects.count() == 1


@pytest.mark.ledger("B27")
def test_the_same_outside_number_is_the_same_family(receive):
    receive(external_id="ОНФ-77")
    with saying("уже есть"):
        receive(external_id="ОНФ-77", phone="+7 912 555-09-09", name="Другая Инна")


def test_a_form_sent_twice_is_one_family(receive):
    assert receive(key="one").pk == receive(key="one").pk
    assert Beneficiary.objects.filter(name="Рябинина Ольга Петровна").count() == 1


def test_a_family_of_another_region_is_not_told_by_its_number(world, a_family, coordinator):
    siberian = as_actor(make_user("sib", Role.REGION_COORDINATOR, world.other_region))
    case = actions.receive_family(
        siberian, unit=world.other_region, family=a_family(external_id="ОНФ-5"), source=Source.HQ
    )
    with pytest.raises(Refusal) as refused:
        actions.receive_family(coordinator, unit=world.region, family=a_family(external_id="ОНФ-5"), source=Source.HQ)
    assert case.number not in refused.value.message


@pytest.mark.parametrize("role", [Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.FEDERAL_MANAGER, Role.ADMIN])
def test_only_coordinators_write_families_down(world, a_family, role):
    with pytest.raises(Denied):
        actions.receive_family(as_actor(world.people[role]), unit=world.region, family=a_family(), source=Source.HQ)


def test_a_family_belongs_to_a_headquarters(world, coordinator, a_family):
    with saying("штаб"):
        actions.receive_family(coordinator, unit=world.uralmash, family=a_family(), source=Source.HQ)


@pytest.mark.ledger("B10", "B28")
def test_not_needed_has_a_reason(receive, coordinator):
    case = receive()
    with saying("почему"):
        actions.screen_family(actor=coordinator, case_id=case.pk, needed=False, reason=" ")
    done = actions.screen_family(actor=coordinator, case_id=case.pk, needed=False, reason="Хватит одной поездки")
    assert (done.state, done.decision, done.decision_reason) == (
        "declined",
        "no_long_term_need",
        "Хватит одной поездки",
    )
    assert done.decided_by_id == coordinator.id
    assert not done.special_control


@pytest.mark.ledger("B11", "B29", "B33")
def test_the_marker_has_an_author_and_begins_the_search(receive, coordinator, announced):
    case = receive()
    actions.screen_family(
        actor=coordinator, case_id=case.pk, needed=True, reason="Одна с ребёнком, помощь нужна надолго"
    )
    done = actions.set_marker(actor=coordinator, case_id=case.pk)
    assert done.state == FamilyState.WAITING
    assert done.special_control
    assert (done.marker_by_id, done.marker_at is not None) == (coordinator.id, True)
    assert FamilyWaiting(case.pk) in announced
    assert list(queries.list_waiting(case.unit)) == [done]
    verbs = [entry.verb for entry in journal.list_entries(case.pk)]
    assert "marker_set" in verbs


@pytest.fixture
def announced(monkeypatch):
    heard: list[object] = []
    first = bus.announce
    monkeypatch.setattr(bus, "announce", lambda event: (heard.append(event), first(event)))
    return heard


def test_no_marker_before_the_decision(receive, coordinator):
    with saying("Сначала решите"):
        actions.set_marker(actor=coordinator, case_id=receive().pk)


@pytest.mark.ledger("B34")
def test_no_marker_before_the_needs_are_clear(receive, coordinator):
    case = receive(needs=(VAGUE,))
    actions.screen_family(actor=coordinator, case_id=case.pk, needed=True, reason="Нужна помощь надолго")
    with saying("Починить кран"):
        actions.set_marker(actor=coordinator, case_id=case.pk)
    with saying("Починить кран"):
        actions.clarify_needs(actor=coordinator, case_id=case.pk)
    case.needs.update(format="in_person", periodicity="once", urgency="high")
    assert actions.clarify_needs(actor=coordinator, case_id=case.pk).state == "needs_clarified"
    assert actions.set_marker(actor=coordinator, case_id=case.pk).state == "waiting"


def test_a_family_without_needs_cannot_wait(receive, coordinator):
    case = receive(needs=())
    actions.screen_family(actor=coordinator, case_id=case.pk, needed=True, reason="Нужна помощь надолго")
    with saying("хотя бы одну"):
        actions.set_marker(actor=coordinator, case_id=case.pk)


def test_two_coordinators_at_once(receive, coordinator):
    case = receive()
    actions.screen_family(actor=coordinator, case_id=case.pk, version=1, needed=True, reason="Нужна помощь надолго")
    with pytest.raises(Conflict):
        actions.screen_family(actor=coordinator, case_id=case.pk, version=1, needed=False, reason="Не нужна помощь")


@pytest.mark.ledger("B33")
def test_special_control_ends_only_with_a_decision(world, coordinator):
    case = make_case(world)
    with saying("открытые потребности"):
        actions.close_case(actor=coordinator, case_id=case.pk, reason=CloseReason.ALL_MET)
    assert [row.case for row in queries.list_cases(coordinator, world.region, queries.Tab.CONTROL).items] == [case]
    actions.close_case(actor=coordinator, case_id=case.pk, reason=CloseReason.BY_FAMILY)
    case.refresh_from_db()
    assert (case.state, case.close_reason, case.special_control) == ("closed", "by_family", False)
    again = actions.reopen_case(actor=coordinator, case_id=case.pk)
    assert (again.state, again.marker_at) == ("screening", None)


@pytest.mark.parametrize("state", ["matched", "connected", "helped", "received", "screening"])
def test_a_family_is_not_closed_in_the_middle(world, coordinator, state):
    case = make_case(world, state=state)
    with pytest.raises(Refusal):
        actions.close_case(actor=coordinator, case_id=case.pk, reason=CloseReason.BY_FAMILY)


def test_other_regions_do_not_exist(world, coordinator):
    case = make_case(world, unit=world.other_region)
    for go in (
        lambda: queries.get_case(coordinator, case.pk),
        lambda: actions.set_marker(actor=coordinator, case_id=case.pk),
        lambda: actions.screen_family(actor=coordinator, case_id=case.pk, needed=True, reason="потому что"),
        lambda: actions.close_case(actor=coordinator, case_id=case.pk, reason=CloseReason.MOVED),
        lambda: queries.list_cases(coordinator, world.other_region),
    ):
        with pytest.raises(NotSeen):
            go()


@pytest.mark.parametrize(
    "role", [Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST, Role.ADMIN, Role.DPO]
)
@pytest.mark.ledger("B55")
def test_nobody_else_sees_a_family(world, role):
    with pytest.raises(NotSeen):
        queries.get_case(as_actor(world.people[role]), make_case(world).pk)


def test_a_municipal_coordinator_sees_his_own_families(world):
    municipal = as_actor(world.people[Role.MUNICIPAL_COORDINATOR])
    own = make_case(world, unit=world.city)
    assert queries.get_case(municipal, own.pk) == own
    with pytest.raises(NotSeen):
        queries.get_case(municipal, make_case(world).pk)


def test_hand_over_only_to_who_may_see(world, coordinator):
    case = make_case(world)
    colleague = make_user("second", Role.REGION_COORDINATOR, world.region)
    done = actions.hand_over(actor=coordinator, case_id=case.pk, colleague_id=colleague.pk)
    assert done.assignee_id == colleague.pk
    with pytest.raises(Refusal):
        actions.hand_over(actor=coordinator, case_id=case.pk, colleague_id=world.people[Role.CENTRE_HEAD].pk)


def test_of_several_guardians_the_furthest_counts(world):
    """B41: a second one found does not take back the help of the first."""
    case = make_case(world)
    for move in (Move.MATCH, Move.CONNECT, Move.HELP):
        actions.advance(actor=SYSTEM, case_id=case.pk, move=move)
    assert actions.advance(actor=SYSTEM, case_id=case.pk, move=Move.MATCH).state == "helped"
    assert actions.advance(actor=SYSTEM, case_id=case.pk, move=Move.END).state == "ended"


def test_after_the_end_another_guardian_is_looked_for(world, coordinator, announced):
    case = make_case(world, state="ended")
    assert actions.seek_again(actor=coordinator, case_id=case.pk).state == "waiting"
    assert FamilyWaiting(case.pk) in announced


def test_the_own_application_keeps_its_consent(world, a_family):
    text = consents.current_text(Purpose.FAMILY)
    case = actions.apply_family(actor=NOBODY, unit=world.region, family=a_family(), key="k", consent_text_id=text.pk)
    receipt = consents.consent_about(case.pk)
    assert (case.source, receipt.text_id, receipt.method) == ("public", text.pk, "web")


def test_asked_again_from_the_page_is_the_same_family(world, a_family):
    text = consents.current_text(Purpose.FAMILY)
    make = {"actor": NOBODY, "unit": world.region, "consent_text_id": text.pk}
    case = actions.apply_family(**make, family=a_family(), key="k")
    again = actions.apply_family(**make, family=a_family(story="Ещё нужен репетитор"), key="k2")
    assert again.pk == case.pk
    assert "Ещё нужен репетитор" in again.story


def test_consent_by_phone(world, coordinator):
    case = make_case(world)
    actions.note_consent(actor=coordinator, case_id=case.pk, method=Method.ORAL)
    assert consents.consent_about(case.pk).text.purpose == Purpose.FAMILY


def test_waiting_are_only_those_with_an_open_need(world):
    make_case(world, needs=0)
    met = make_case(world, needs=0)
    make_need(met, state="met")
    open_one = make_case(world)
    make_case(world, state="screening")
    assert list(queries.list_waiting(world.region)) == [open_one]
