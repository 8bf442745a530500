"""Invitations, assignments, their end: who, for whom, and for how long."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests.world import PASSWORD, World, make_user, sign_in

from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.journal.models import Entry
from uchastie.crm.network import actions, queries
from uchastie.crm.network.models import Assignment, Invitation
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.notifications.models import Message
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

NEW = {"name": "Вера Новикова", "email": "vera@example.org", "password": "чай на балконе в июле"}

# Who gives which role in the centre «Уралмаш».
IN_CENTRE: dict[Role, set[Role]] = {
    Role.CENTRE_HEAD: {Role.CENTRE_EMPLOYEE},
    Role.REGION_COORDINATOR: {Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR},
    Role.FEDERAL_MANAGER: {Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR},
    Role.ADMIN: {Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR},
}


def _invite(actor: Any, unit: Any, role: Role = Role.CENTRE_EMPLOYEE, email: str = NEW["email"]) -> str:
    return actions.invite(actor, unit=unit, role=role, email=email, name=NEW["name"], position="специалист").path


@pytest.mark.parametrize("given", sorted(Role))
@pytest.mark.parametrize("giver", sorted(STAFF))
def test_who_gives_which_role_in_a_centre(world: World, actor_of: Any, giver: Role, given: Role) -> None:
    if given in IN_CENTRE.get(giver, set()):
        _invite(actor_of(giver), world.uralmash, given)
        assert Invitation.objects.get().role == given
    else:
        with pytest.raises((Denied, NotSeen)):
            _invite(actor_of(giver), world.uralmash, given)
        assert not Message.objects.exists()


@pytest.mark.parametrize("given", sorted(STAFF))
@pytest.mark.parametrize("giver", sorted(STAFF))
def test_who_gives_which_role_in_the_federal_team(world: World, actor_of: Any, giver: Role, given: Role) -> None:
    federal = {Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST, Role.DPO, Role.ADMIN}
    allowed = {Role.ADMIN: federal, Role.FEDERAL_MANAGER: federal - {Role.ADMIN}}
    if given in allowed.get(giver, set()):
        assert _invite(actor_of(giver), world.federal, given)
    else:
        with pytest.raises((Denied, NotSeen)):
            _invite(actor_of(giver), world.federal, given)


def test_a_head_invites_nobody_into_another_centre(world: World, actor_of: Any) -> None:
    with pytest.raises(NotSeen):
        _invite(actor_of(Role.CENTRE_HEAD), world.vtoroy)


def test_the_token_is_only_in_the_letter(world: World, actor_of: Any) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    token = path.split("/")[2]
    assert token not in str(Invitation.objects.values_list().get())
    letter = Message.objects.get()
    assert path in letter.body
    assert NEW["email"] not in letter.subject
    assert token not in str(list(Entry.objects.values_list("details", flat=True)))


def test_an_invitation_becomes_a_user_with_a_role(world: World, actor_of: Any, client: Client) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    page = client.get(path)
    assert "Добро пожаловать" in page.content.decode()
    assert client.post(path, NEW).url == "/me/"
    user = User.objects.get(email=NEW["email"])
    assert user.check_password(NEW["password"])
    assert Assignment.objects.get(user=user).unit == world.uralmash
    assert client.get("/me/").url == "/accounts/2fa/activate/"
    assert client.get("/accounts/2fa/activate/").status_code == 200


def test_programs_that_check_letters_do_not_use_the_link_up(world: World, actor_of: Any, client: Client) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    for _ in range(5):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert client.post(path, NEW).status_code == 302


def test_a_link_works_once(world: World, actor_of: Any) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    Client().post(path, NEW)
    again = Client().post(path, NEW | {"email": "other@example.org"})
    assert again.status_code == 404
    assert "больше не действует" in again.content.decode()
    with pytest.raises(NotSeen):
        actions.accept_invitation(token=path.split("/")[2], **NEW)


def test_a_link_lives_a_day(world: World, actor_of: Any, client: Client) -> None:
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
        clock.shift(24 * 3600 - 1)
        assert client.get(path).status_code == 200
        clock.shift(2)
        assert client.get(path).status_code == 404
        assert client.post(path, NEW).status_code == 404


@pytest.mark.parametrize("token", ["x", "%3Cscript%3E", "а" * 40])
def test_an_altered_link_says_so(db: None, client: Client, token: str) -> None:
    assert client.get(f"/invite/{token}/").status_code == 404


def test_an_invitation_is_for_its_address_only(world: World, actor_of: Any, client: Client) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    client.post(path, NEW | {"email": "thief@example.org"})
    assert set(User.objects.filter(name=NEW["name"]).values_list("email", flat=True)) == {NEW["email"]}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "short"}, "Проверьте 1"),
        ({"password": "1234567890"}, "Проверьте 1"),
        ({"name": " "}, "Проверьте 1"),
        ({"name": "12"}, "имя и фамилию"),
        ({"name": "Я" * 5000}, "Проверьте 1"),
    ],
)
def test_a_form_filled_wrong_comes_back_with_what_was_typed(
    world: World, actor_of: Any, client: Client, change: dict[str, str], words: str
) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    answer = client.post(path, NEW | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not User.objects.filter(email=NEW["email"]).exists()
    assert client.post(path, NEW).status_code == 302


def test_a_new_invitation_ends_the_old_one(world: World, actor_of: Any, client: Client) -> None:
    head = actor_of(Role.CENTRE_HEAD)
    old, new = _invite(head, world.uralmash), _invite(head, world.uralmash)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_a_cancelled_invitation_is_over(world: World, actor_of: Any, client: Client) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    invitation = Invitation.objects.get()
    with pytest.raises((Denied, NotSeen)):
        actions.cancel_invitation(actor_of(Role.CENTRE_EMPLOYEE), invitation_id=invitation.pk)
    actions.cancel_invitation(actor_of(Role.CENTRE_HEAD), invitation_id=invitation.pk)
    assert client.get(path).status_code == 404


def test_the_one_who_invited_must_still_have_the_right(world: World, actor_of: Any, client: Client) -> None:
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash)
    Assignment.objects.filter(user=world.user(Role.CENTRE_HEAD)).update(ended_at="2026-01-01T00:00Z")
    assert client.post(path, NEW).status_code == 404
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_someone_who_works_here_already_takes_one_more_role(world: World, actor_of: Any) -> None:
    user = world.stranger
    path = _invite(actor_of(Role.CENTRE_HEAD), world.uralmash, email=user.email)
    assert "Войти и принять" in Client().get(path).content.decode()
    assert Client().post(path, NEW).status_code == 200
    assert sign_in(world.user(Role.DPO)).post(path).status_code == 200
    assert not Assignment.objects.filter(user=user, unit=world.uralmash).exists()
    client = sign_in(user)
    assert client.post(path).url == "/me/"
    assert Assignment.objects.filter(user=user, unit=world.uralmash).exists()


# --- the end ---


def _assignment(world: World, role: Role) -> Assignment:
    return Assignment.objects.get(user=world.user(role), role=role)


def test_access_ends_with_the_next_request(world: World, actor_of: Any, client_of: Any) -> None:
    client = client_of(Role.CENTRE_EMPLOYEE)
    assert client.get("/network/").status_code == 200
    actions.end_assignment(actor_of(Role.CENTRE_HEAD), assignment_id=_assignment(world, Role.CENTRE_EMPLOYEE).pk)
    assert client.get("/network/").status_code == 403


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        (Role.CENTRE_EMPLOYEE, Role.CENTRE_EMPLOYEE),
        (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD),
        (Role.CENTRE_HEAD, Role.REGION_COORDINATOR),
        (Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER),
        (Role.FEDERAL_MANAGER, Role.ADMIN),
        (Role.FEDERAL_ANALYST, Role.CENTRE_EMPLOYEE),
        (Role.DPO, Role.CENTRE_EMPLOYEE),
    ],
)
def test_nobody_dismisses_those_above(world: World, actor_of: Any, who: Role, whom: Role) -> None:
    for act in (actions.end_assignment, actions.reset_second_factor):
        with pytest.raises((Denied, NotSeen)):
            act(actor_of(who), assignment_id=_assignment(world, whom).pk)
    assert _assignment(world, whom).ended_at is None


def test_the_last_administrator_stays(world: World, actor_of: Any) -> None:
    assignment = _assignment(world, Role.ADMIN)
    with pytest.raises(Refusal, match="last_admin"):
        actions.end_assignment(actor_of(Role.ADMIN), assignment_id=assignment.pk)
    make_user("second-admin", Role.ADMIN, world.federal)
    actions.end_assignment(actor_of(Role.ADMIN), assignment_id=assignment.pk)


def test_an_ended_role_can_be_given_again_but_not_twice_at_once(world: World) -> None:
    user = world.user(Role.CENTRE_EMPLOYEE)
    with pytest.raises(Conflict):
        actions.assign(SYSTEM, user=user, unit=world.uralmash, role=Role.CENTRE_EMPLOYEE)
    ended = _assignment(world, Role.CENTRE_EMPLOYEE)
    actions.end_assignment(SYSTEM, assignment_id=ended.pk)
    actions.assign(SYSTEM, user=user, unit=world.uralmash, role=Role.CENTRE_EMPLOYEE)
    with pytest.raises(NotSeen):
        actions.end_assignment(SYSTEM, assignment_id=ended.pk)


def test_a_lost_phone_is_for_those_above(world: World, actor_of: Any) -> None:
    assignment = _assignment(world, Role.CENTRE_EMPLOYEE)
    with pytest.raises(Denied):
        actions.reset_second_factor(actor_of(Role.CENTRE_EMPLOYEE), assignment_id=assignment.pk)
    actions.reset_second_factor(actor_of(Role.CENTRE_HEAD), assignment_id=assignment.pk)
    client = Client()
    answer = client.post("/accounts/login/", {"login": assignment.user.email, "password": PASSWORD})
    assert answer.url == "/desk/"
    assert client.get("/desk/").url == "/accounts/2fa/activate/"


def test_a_head_does_not_reset_someone_who_also_works_above(world: World, actor_of: Any) -> None:
    user = world.user(Role.CENTRE_EMPLOYEE)
    actions.assign(SYSTEM, user=user, unit=world.region, role=Role.REGION_COORDINATOR)
    with pytest.raises((Denied, NotSeen)):
        actions.reset_second_factor(
            actor_of(Role.CENTRE_HEAD), assignment_id=_assignment(world, Role.CENTRE_EMPLOYEE).pk
        )


def test_roles_exist_where_they_belong(world: World) -> None:
    from uchastie.crm.network.access import roles_to_give

    for unit in (world.federal, world.region, world.city, world.uralmash):
        assert set(roles_to_give(SYSTEM, unit)) <= STAFF
    assert Role.CENTRE_HEAD not in roles_to_give(SYSTEM, world.region)
    assert world.city.kind == UnitKind.MUNICIPAL_HQ


def test_the_page_of_a_unit_lists_its_own_staff_only(world: World, client_of: Any) -> None:
    page = client_of(Role.CENTRE_HEAD).get("/network/units/uralmash/").content.decode()
    assert world.user(Role.CENTRE_EMPLOYEE).name in page
    assert queries.list_staff(SYSTEM, world.vtoroy).count() == 1
    assert "stranger@" not in page


def test_inviting_on_the_page(world: World, client_of: Any) -> None:
    client = client_of(Role.CENTRE_HEAD)
    sent = {"name": NEW["name"], "email": NEW["email"], "role": Role.CENTRE_EMPLOYEE.value, "position": ""}
    answer = client.post("/network/units/uralmash/invitation/", sent)
    assert answer.status_code == 201
    link = re.search(r"http://[^<\s]+/invite/[\w-]+/", answer.content.decode())
    assert link
    page = client.get("/network/units/uralmash/").content.decode()
    assert "приглашение до" in page
    assert link[0] not in page
    wrong = client.post("/network/units/uralmash/invitation/", sent | {"role": Role.ADMIN.value})
    assert wrong.status_code == 422
    invitation = Invitation.objects.get()
    assert client.post(f"/network/invitations/{invitation.pk}/end/").status_code == 302
    assert not Invitation.objects.exists()
