"""Invitations, assignments and their end."""

import datetime as dt
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from uchastie.crm.accounts import actions as accounts
from uchastie.crm.accounts import queries as users
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import ROLE_NAMES, Role
from uchastie.crm.journal import actions as journal
from uchastie.crm.network import access, queries
from uchastie.crm.network.models import Assignment, Invitation, Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal
from uchastie.kernel.measures import DaysChanged

ASSIGNMENT = "network.assignment"
INVITATION = "network.invitation"
VALID_FOR = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Invited:
    """`path` is the one-time link; only its digest is kept, so it cannot be shown again."""

    invitation: Invitation
    path: str


@transaction.atomic
def invite(actor: Actor, *, unit: Unit, role: Role, email: str, name: str = "", position: str = "") -> Invited:
    """Sends a one-time link. A new invitation to the same address replaces the old one."""
    access.require_giving(actor, unit, role)
    email = email.strip().lower()
    if not email:
        raise Refusal("email", "Напишите адрес, на который прислать приглашение.", field="email")
    Invitation.objects.filter(unit=unit, role=role, email=email, accepted_at=None).delete()
    invited = _make_invitation(unit=unit, role=role, email=email, name=name, position=position, invited_by=actor.id)
    journal.record(
        actor, verb="invited", object_kind=INVITATION, object_id=invited.invitation.pk, unit_id=unit.pk, role=role
    )
    notifications.send_letter(
        event="staff-invited",
        about_id=invited.invitation.pk,
        email=email,
        subject="Приглашение в «Участие»",
        body=_letter(unit, role, invited.path),
    )
    return invited


def _letter(unit: Unit, role: Role, path: str) -> str:
    return (
        "Здравствуйте!\n\n"
        f"Вас приглашают работать в системе «Участие»: {unit.name}, {ROLE_NAMES[role].lower()}.\n\n"
        f"Примите приглашение по ссылке, она действует 24 часа и только один раз:\n{settings.SITE_URL}{path}\n\n"
        "Никому её не пересылайте. Если вы не ждали приглашения, ничего не делайте."
    )


def _make_invitation(
    *, unit: Unit, role: Role, email: str = "", name: str = "", position: str = "", invited_by: UUID | None = None
) -> Invited:
    token = secrets.token_urlsafe(32)
    now = clock.now()
    invitation = Invitation.objects.create(
        unit=unit,
        role=role,
        email=email,
        name=" ".join(name.split())[:150],
        position=" ".join(position.split())[:150],
        digest=users.digest_of(token),
        invited_by_id=invited_by,
        expires_at=now + VALID_FOR,
    )
    return Invited(invitation, f"/invite/{token}/")


@transaction.atomic
def invite_first_admin() -> str:
    """The path that makes the first administrator; empty when there is one. Every call gives a new link and ends the
    one before."""
    if Assignment.objects.filter(role=Role.ADMIN, ended_at=None, user__is_active=True).exists():
        return ""
    Invitation.objects.filter(role=Role.ADMIN, invited_by=None, accepted_at=None).delete()
    return _make_invitation(unit=queries.get_federal(), role=Role.ADMIN).path


@transaction.atomic
def cancel_invitation(actor: Actor, *, invitation_id: UUID) -> Invitation:
    invitation = Invitation.objects.select_related("unit").filter(pk=invitation_id, accepted_at=None).first()
    if invitation is None:
        raise NotSeen
    access.require_giving(actor, invitation.unit, Role(invitation.role))
    invitation.delete()
    journal.record(actor, verb="cancelled", object_kind=INVITATION, object_id=invitation_id, unit_id=invitation.unit_id)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, email: str, password: str) -> User:
    """Makes the user and the assignment. An invitation sent by e-mail is for that address only."""
    invitation = _take(token)
    address = invitation.email or email
    user = accounts.make_user(SYSTEM, email=address, name=name, password=password)
    _give(SYSTEM, user=user, unit=invitation.unit, role=Role(invitation.role), position=invitation.position)
    return user


@transaction.atomic
def join_by_invitation(actor: Actor, *, token: str) -> Assignment:
    """A user who already works here takes one more role; only the one whose address was invited."""
    invitation = _take(token)
    user = users.get_user(actor.id) if actor.id else None
    if user is None or user.email.lower() != invitation.email:
        raise Denied("Приглашение отправлено на другой адрес. Войдите под той учётной записью.")
    return _give(actor, user=user, unit=invitation.unit, role=Role(invitation.role), position=invitation.position)


def _take(token: str) -> Invitation:
    """Marks the invitation as used: of two at once, one gets it. The one who invited must still have the right."""
    invitation = queries.get_open_invitation(token)
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=clock.now()):
        raise NotSeen
    if invitation.invited_by is not None:
        inviter = queries.actor_of(invitation.invited_by)
        if Role(invitation.role) not in access.roles_to_give(inviter, invitation.unit):
            raise NotSeen
    return invitation


@transaction.atomic
def assign(actor: Actor, *, user: User, unit: Unit, role: Role, position: str = "") -> Assignment:
    access.require_giving(actor, unit, role)
    return _give(actor, user=user, unit=unit, role=role, position=position)


def _give(actor: Actor, *, user: User, unit: Unit, role: Role, position: str) -> Assignment:
    if Assignment.objects.filter(user=user, unit=unit, role=role, ended_at=None).exists():
        raise Conflict("assigned", "Эта роль у человека уже есть.")
    assignment = Assignment.objects.create(user=user, unit=unit, role=role, position=position)
    journal.record(
        actor,
        verb="assigned",
        object_kind=ASSIGNMENT,
        object_id=assignment.pk,
        unit_id=unit.pk,
        user=user.pk,
        role=role,
    )
    bus.announce(DaysChanged(unit.pk, (clock.today(unit.zone),)))
    return assignment


@transaction.atomic
def end_assignment(actor: Actor, *, assignment_id: UUID) -> Assignment:
    """Access ends with the next request. The last administrator stays: else nobody could let anyone in."""
    assignment = queries.get_assignment(actor, assignment_id)
    access.require_giving(actor, assignment.unit, Role(assignment.role))
    if assignment.role == Role.ADMIN and not _other_admins(assignment):
        raise Refusal("last_admin", "Это последний администратор. Сначала назначьте другого.")
    rows = Assignment.objects.filter(pk=assignment.pk, ended_at=None)
    if not rows.update(ended_at=clock.now()):
        raise Conflict("ended", "Доступ уже закрыт.")
    journal.record(
        actor,
        verb="dismissed",
        object_kind=ASSIGNMENT,
        object_id=assignment.pk,
        unit_id=assignment.unit_id,
        user=assignment.user_id,
        role=assignment.role,
    )
    bus.announce(DaysChanged(assignment.unit_id, (clock.today(assignment.unit.zone),)))
    return assignment


def _other_admins(assignment: Assignment) -> bool:
    rows = Assignment.objects.filter(role=Role.ADMIN, ended_at=None, user__is_active=True)
    return rows.exclude(user_id=assignment.user_id).exists()


@transaction.atomic
def reset_second_factor(actor: Actor, *, assignment_id: UUID) -> Assignment:
    """For a lost phone: by those who may give every role the person has now, and never by himself."""
    assignment = queries.get_assignment(actor, assignment_id)
    if actor.id == assignment.user_id:
        raise Denied("Свой второй шаг входа меняют на странице «Вход и безопасность».")
    for held in queries.list_own_assignments(assignment.user):
        access.require_giving(actor, held.unit, Role(held.role))
    accounts.reset_second_factor(actor, user=assignment.user)
    return assignment
