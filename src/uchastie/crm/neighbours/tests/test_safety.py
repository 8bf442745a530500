"""Reports, hiding, decisions by strangers, appeals, barring; the needs of families without a name."""

import pytest
from tests.world import World, actor, make_request, sign_in
from tests.world_neighbours import draft, make_answer, make_neighbour, make_notice
from tests.world_opeka import make_case

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.rules import NeedState
from uchastie.crm.neighbours import access, actions, queries
from uchastie.crm.neighbours.models import Neighbour, Notice
from uchastie.crm.neighbours.rules import Kind, Outcome, Reason, Ruling, State
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import NotSeen, Refusal

pytestmark = pytest.mark.django_db


def report_by_many(world: World, notice: Notice) -> None:
    for number in range(3):
        one = make_neighbour(world, f"Сосед{number} Иван", f"n{number}@example.org")
        actions.report(neighbour=one, notice_id=notice.pk, reason=Reason.FRAUD, text="Просит деньги вперёд")
        actions.report(neighbour=one, notice_id=notice.pk, reason=Reason.FRAUD, text="ещё раз")


def test_a_fraud_is_hidden_removed_appealed_and_decided_by_another(world: World, galina: Neighbour) -> None:
    notice = make_notice(galina, title="Помогу с переводом")
    report_by_many(world, notice)
    notice.refresh_from_db()
    assert (notice.state, notice.reports) == (State.HIDDEN, 3)
    assert queries.list_feed(world.uralmash, Kind.ASK).items == []
    with pytest.raises(NotSeen):
        queries.get_public(notice.pk)
    head, employee = (actor(world.user(role)) for role in (Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE))
    assert [len(one.reports) for one in queries.list_bundles(head, world.uralmash)] == [3]
    actions.decide(actor=head, notice_ids=[notice.pk], ruling=Ruling.REMOVE, reason="Похоже на обман")
    holder = access.neighbour_actor(galina)
    actions.appeal(actor=holder, notice_id=notice.pk, text="Я помогаю с переводом книги")
    assert [one.pk for one in queries.list_appeals(employee, world.uralmash)] == [notice.pk]
    with pytest.raises(Refusal) as refused:
        actions.decide_appeal(actor=head, notice_id=notice.pk, ruling=Ruling.REMOVE, reason="Нет")
    assert refused.value.code == "same_hand"
    actions.decide_appeal(actor=employee, notice_id=notice.pk, ruling=Ruling.KEEP, reason="Ошиблись, извините")
    assert Notice.objects.get(pk=notice.pk).state == State.OPEN
    assert len(queries.list_feed(world.uralmash, Kind.ASK).items) == 1
    assert Message.objects.filter(event="neighbour_decided", channel="cabinet").count() == 2


def test_a_moderator_who_is_a_party_does_not_decide(world: World, galina: Neighbour) -> None:
    user = world.user(Role.CENTRE_HEAD)
    ContactPoint.objects.create(beneficiary=galina.person, kind="email", value=user.email)
    notice = make_notice(galina)
    with pytest.raises(Refusal) as refused:
        actions.decide(actor=actor(user), notice_ids=[notice.pk], ruling=Ruling.KEEP, reason="Всё хорошо")
    assert refused.value.code == "party"


def test_a_stranger_of_another_centre_does_not_moderate(world: World, galina: Neighbour) -> None:
    notice = make_notice(galina)
    with pytest.raises(NotSeen):
        actions.decide(actor=actor(world.stranger), notice_ids=[notice.pk], ruling=Ruling.REMOVE, reason="Так")


def test_many_are_decided_in_one_go(world: World, galina: Neighbour, timur: Neighbour) -> None:
    ids = [make_notice(author).pk for author in (galina, galina, timur, timur)]
    head = actor(world.user(Role.CENTRE_HEAD))
    assert actions.decide(actor=head, notice_ids=ids, ruling=Ruling.REMOVE, reason="Один и тот же обман") == 4
    assert set(Notice.objects.values_list("state", flat=True)) == {State.REMOVED}


def test_a_barred_person_with_a_new_card_stays_out(world: World, galina: Neighbour) -> None:
    notice = make_notice(galina)
    actions.bar_neighbour(actor=actor(world.user(Role.CENTRE_HEAD)), notice_id=notice.pk, reason="Обман")
    assert Notice.objects.get(pk=notice.pk).state == State.REMOVED
    with pytest.raises(Refusal) as refused:
        make_neighbour(world, "Другая Анна Петровна", "galina@example.org")
    assert refused.value.code == "barred"
    with pytest.raises(Refusal):
        make_notice(Neighbour.objects.get(pk=galina.pk))


def test_two_who_do_not_want_to_meet_do_not(world: World, galina: Neighbour, timur: Neighbour) -> None:
    answer = make_answer(make_notice(galina), timur)
    actions.keep_apart(actor=access.neighbour_actor(galina), answer_id=answer.pk)
    other = make_notice(galina, title="Другая просьба")
    with pytest.raises(NotSeen):
        make_answer(other, timur)
    assert queries.list_feed(world.uralmash, Kind.ASK, reader=timur).items == []


def show_need(world: World, case: FamilyCase, **values: object) -> Notice:
    need = Need.objects.filter(case=case).first()
    assert need is not None
    return actions.publish_need(
        actor=actor(world.user(Role.REGION_COORDINATOR)),
        case_id=case.pk,
        need_id=need.pk,
        draft=draft(title="Позаниматься чтением", **values),
        method=Method.ORAL,
        agreed=True,
    )


@pytest.mark.ledger("B43")
def test_an_unmet_need_is_shown_answered_and_closes_in_the_card(world: World, timur: Neighbour) -> None:
    case = make_case(world, state="waiting")
    me = actor(world.user(Role.REGION_COORDINATOR))
    notice = show_need(world, case)
    answer = make_answer(notice, timur)
    answer = actions.choose_answer(actor=me, answer_id=answer.pk, at=None, where="")
    opened = queries.contacts_of(answer, of_author=True)
    assert opened
    assert opened.name == case.unit.name
    actions.say_word(actor=access.neighbour_actor(timur), answer_id=answer.pk, outcome=Outcome.YES, stars=5, thanks="")
    actions.say_word(actor=me, answer_id=answer.pk, outcome=Outcome.YES, stars=5, thanks="")
    assert Need.objects.get(pk=notice.need_id).state == NeedState.MET


def test_names_of_the_family_and_a_missing_consent_are_refused(world: World) -> None:
    case = make_case(world, state="waiting")
    surname = case.applicant.name.split()[0]
    with pytest.raises(Refusal) as refused:
        show_need(world, case, text=f"Для семьи {surname}")
    assert refused.value.code == "names"
    need = Need.objects.filter(case=case).first()
    assert need
    with pytest.raises(Refusal) as refused:
        actions.publish_need(
            actor=actor(world.user(Role.REGION_COORDINATOR)),
            case_id=case.pk,
            need_id=need.pk,
            draft=draft(),
            method=Method.ORAL,
            agreed=False,
        )
    assert refused.value.code == "agreed"
    assert not Notice.objects.exists()


def test_the_family_takes_its_consent_back(world: World) -> None:
    notice = show_need(world, make_case(world, state="waiting"))
    assert notice.consent_id
    consents.withdraw(SYSTEM, consent_id=notice.consent_id)
    assert Notice.objects.get(pk=notice.pk).state == State.WITHDRAWN


def test_no_personal_data_of_a_family_reach_the_board(world: World, client, timur: Neighbour) -> None:  # type: ignore[no-untyped-def]
    """The canary: everything the registry knows of the family, looked for on each page that shows its need."""
    from tests.world import enter_cabinet

    case = make_case(world, state="waiting")
    notice = show_need(world, case)
    answer = make_answer(notice, timur)
    contacts = ContactPoint.objects.filter(beneficiary=case.applicant).values_list("value", flat=True)
    canary = [case.number, str(case.pk), str(notice.need_id), *case.applicant.name.split(), *contacts]
    inside = enter_cabinet("timur@example.org")
    pages = [
        (client, f"/neighbours/?near={world.uralmash.slug}"),
        (client, f"/neighbours/{notice.pk}/"),
        (inside, f"/neighbours/{notice.pk}/"),
        (inside, f"/neighbours/help/{answer.pk}/"),
        (inside, "/neighbours/my/"),
        (sign_in(world.user(Role.CENTRE_EMPLOYEE)), "/neighbours/work/?tab=led"),
        (client, f"/api/v1/?q={notice.pk}"),
    ]
    for browser, path in pages:
        body = browser.get(path).content.decode()
        assert not [word for word in canary if word and word in body], path


def test_a_request_is_shown_without_its_person(world: World) -> None:
    request = make_request(world.uralmash)
    made = actions.publish_request(
        actor=actor(world.user(Role.CENTRE_EMPLOYEE)),
        request_id=request.pk,
        draft=draft(title="Проводить до почты"),
        method=Method.ORAL,
        agreed=True,
    )
    assert (made.request_id, made.author_id) == (request.pk, None)
    with pytest.raises(Refusal) as refused:
        actions.publish_request(
            actor=actor(world.user(Role.CENTRE_EMPLOYEE)),
            request_id=request.pk,
            draft=draft(title="Проводить до почты"),
            method=Method.ORAL,
            agreed=True,
        )
    assert refused.value.code == "shown"
