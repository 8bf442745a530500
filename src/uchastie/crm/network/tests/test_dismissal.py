"""Somebody leaves: the work goes to another, and every door closes at once."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.world import World, make_request, make_user, sign_in

from uchastie.crm.accounts.actions import make_api_key
from uchastie.crm.accounts.queries import user_of_key
from uchastie.crm.accounts.rules import Role, Scope
from uchastie.crm.network import actions
from uchastie.crm.network.models import Assignment, Invitation
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Denied, Refusal

type Acts = Callable[[Role], Actor]


def assignment(world: World, role: Role = Role.CENTRE_EMPLOYEE) -> Assignment:
    return Assignment.objects.get(user=world.user(role), ended_at=None)


def test_open_requests_go_to_a_colleague(world: World, actor_of: Acts) -> None:
    leaver, head = world.user(Role.CENTRE_EMPLOYEE), world.user(Role.CENTRE_HEAD)
    mine = [make_request(world.uralmash, assignee=leaver) for _ in range(3)]
    done = make_request(world.uralmash, assignee=leaver, status="closed")
    due = [request.contact_due_at for request in mine]
    with pytest.raises(Refusal, match="successor") as refusal:
        actions.dismiss(actor_of(Role.CENTRE_HEAD), assignment_id=assignment(world).pk)
    assert refusal.value.field == "successor"
    assert assignment(world).ended_at is None, "nothing is half done"
    actions.dismiss(
        actor_of(Role.CENTRE_HEAD), assignment_id=assignment(world).pk, successor=str(head.pk), note="Ждут звонка"
    )
    for request in [*mine, done]:
        request.refresh_from_db()
    assert {request.assignee_id for request in mine} == {head.pk}
    assert done.assignee_id == leaver.pk, "what was done stays as it was"
    assert [request.contact_due_at for request in mine] == due, "the term of a citizen does not move"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.FEDERAL_MANAGER, Role.REGION_COORDINATOR])
def test_work_may_be_left_without_an_owner(world: World, actor_of: Acts, role: Role) -> None:
    request = make_request(world.uralmash, assignee=world.user(Role.CENTRE_EMPLOYEE))
    actions.dismiss(actor_of(role), assignment_id=assignment(world).pk, successor=actions.NOBODY_LEADS)
    request.refresh_from_db()
    assert request.assignee_id is None


def test_work_is_not_given_to_strangers(world: World, actor_of: Acts) -> None:
    make_request(world.uralmash, assignee=world.user(Role.CENTRE_EMPLOYEE))
    for who in (world.stranger, world.user(Role.CENTRE_EMPLOYEE), world.user(Role.REGION_COORDINATOR)):
        with pytest.raises(Refusal, match="successor"):
            actions.dismiss(actor_of(Role.CENTRE_HEAD), assignment_id=assignment(world).pk, successor=str(who.pk))


def test_work_stays_while_another_role_in_the_centre_is_left(world: World, actor_of: Acts) -> None:
    head = world.user(Role.CENTRE_HEAD)
    request = make_request(world.uralmash, assignee=head)
    second = Assignment.objects.create(user=head, unit=world.uralmash, role=Role.CENTRE_EMPLOYEE)
    actions.dismiss(actor_of(Role.REGION_COORDINATOR), assignment_id=second.pk)
    request.refresh_from_db()
    assert request.assignee_id == head.pk


def test_sessions_keys_and_invitations_end_at_once(world: World, actor_of: Acts) -> None:
    head = world.user(Role.CENTRE_HEAD)
    _, secret = make_api_key(actor_of(Role.CENTRE_HEAD), user=head, label="учёт", scopes=[Scope.REQUESTS_READ])
    signed = sign_in(head)
    assert signed.get("/me/").status_code == 200
    invited = {"unit": world.uralmash, "role": Role.CENTRE_EMPLOYEE, "email": head.email}
    actions.invite(SYSTEM, **invited)
    actions.dismiss(actor_of(Role.REGION_COORDINATOR), assignment_id=assignment(world, Role.CENTRE_HEAD).pk)
    assert signed.get("/me/").status_code == 302, "asked to sign in"
    assert user_of_key(secret) is None
    assert not Invitation.objects.filter(email=head.email).exists()


def test_nobody_dismisses_himself_or_those_above(world: World, actor_of: Acts) -> None:
    with pytest.raises(Denied):
        actions.dismiss(actor_of(Role.ADMIN), assignment_id=assignment(world, Role.ADMIN).pk)
    second = make_user("second", Role.CENTRE_HEAD, world.uralmash)
    with pytest.raises(Denied):
        actions.dismiss(actor_of(Role.CENTRE_HEAD), assignment_id=second.assignments.get().pk)


def test_the_page_tells_how_much_is_open_and_asks_whom(world: World, client_of: Callable[..., Client]) -> None:
    client, row = client_of(Role.CENTRE_HEAD), assignment(world)
    url = f"/network/assignments/{row.pk}/end/"
    assert "передавать нечего" in client.get(url).content.decode()
    make_request(world.uralmash, assignee=row.user)
    page = client.get(url).content.decode()
    assert "1\u00a0заявка" in page
    assert "без ответственного" in page
    answer = client.post(url, {"successor": ""})
    assert answer.status_code == 422
    assert "Выберите, кому передать" in answer.content.decode()
    assert client.post(url, {"successor": "nobody", "note": "срочно"}).status_code == 302
    row.refresh_from_db()
    assert row.ended_at
    assert client.get(url).status_code == 404
