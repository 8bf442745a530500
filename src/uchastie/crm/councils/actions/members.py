"""Members come by consent and leave without a reason (C7, C17, C30)."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.councils import access, queries, rules
from uchastie.crm.councils.actions.makeup import require_living
from uchastie.crm.councils.actions.record import record, tell
from uchastie.crm.councils.models import Attendance, Mark, Member
from uchastie.crm.councils.rules import MemberRole, MemberState, Term
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen, Refusal


@transaction.atomic
def invite(
    *,
    actor: Actor,
    council_id: UUID,
    label: str,
    term: Term,
    person_id: UUID | None = None,
    user_id: UUID | None = None,
    role: MemberRole = MemberRole.MEMBER,
    minor: bool = False,
) -> Member:
    """A beneficiary is asked and answers on the own page or on paper; an employee is a member at once."""
    council = queries.get_council(actor, council_id, lock=True)
    access.require_lead(actor, council.unit)
    require_living(council)
    rules.require_term(term)
    if (person_id is None) == (user_id is None):
        raise Refusal("who", "Выберите, кого приглашаете.", field="person")
    member = Member(
        council=council,
        label=label.strip(),
        role=role,
        minor=minor and person_id is not None,
        since=term.since,
        until=term.until,
        state=MemberState.OFFERED if person_id else MemberState.ACTIVE,
        offered_at=clock.now(),
    )
    if person_id:
        member.person = people.get_beneficiary(actor, person_id)
    else:
        member.user = next((one for one in queries.list_colleagues(council) if one.pk == user_id), None)
        if member.user is None:
            raise Refusal("who", "Этот сотрудник здесь не работает.", field="user")
    _keep(member)
    record(actor, council, "council_invited", member=str(member.pk), staff=person_id is None)
    tell(member, "council_invited", about_id=member.pk)
    return member


def _keep(member: Member) -> None:
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("twice", "Этот человек уже в составе или приглашён.", field="person") from error


@transaction.atomic
def accept(*, actor: Actor, member: Member, text_id: UUID, address: str | None = None) -> Member:
    """By the person on the own page. A teenager waits for the parent's consent besides."""
    member = _offered(member.pk)
    if member.person is None:
        raise NotSeen
    consent = consents.give(
        actor,
        purpose=Purpose.COUNCIL,
        subject_id=member.person.pk,
        about_id=member.pk,
        name=member.person.name,
        method=Method.WEB,
        text_id=text_id,
        address=address,
    )
    return _agreed(actor, member, consent=consent)


@transaction.atomic
def note_consent(*, actor: Actor, member_id: UUID, parent_name: str = "") -> Member:
    """On paper: of the member, or of the parent when a name is given."""
    member = _offered(member_id)
    access.require_lead(actor, member.council.unit)
    if member.person is None:
        raise NotSeen
    if parent_name.strip():
        consent = consents.take(
            actor,
            subject_id=member.person.pk,
            about_id=member.pk,
            name=parent_name.strip(),
            method=Method.PAPER,
            purpose=Purpose.COUNCIL_PARENT,
        )
        return _agreed(actor, member, parent_consent=consent)
    consent = consents.take(
        actor,
        subject_id=member.person.pk,
        about_id=member.pk,
        name=member.person.name,
        method=Method.PAPER,
        purpose=Purpose.COUNCIL,
    )
    return _agreed(actor, member, consent=consent)


def _offered(member_id: UUID) -> Member:
    rows = Member.objects.select_for_update(of=("self",)).select_related("council__unit", "person")
    member = rows.filter(pk=member_id).first()
    if member is None:
        raise NotSeen
    if member.state != MemberState.OFFERED:
        raise Refusal("answered", "На это приглашение уже ответили.")
    return member


def _agreed(actor: Actor, member: Member, **given: Consent) -> Member:
    for name, consent in given.items():
        setattr(member, name, consent)
    ready = member.consent is not None and (not member.minor or member.parent_consent is not None)
    member.state = MemberState.ACTIVE if ready else MemberState.OFFERED
    member.save(update_fields=[*given, "state"])
    record(actor, member.council, "council_consent", member=str(member.pk), kind=next(iter(given)), in_force=ready)
    return member


@transaction.atomic
def decline(*, actor: Actor, member: Member) -> None:
    """No reason is asked."""
    _end(actor, member, MemberState.DECLINED, "council_declined")


@transaction.atomic
def leave(*, actor: Actor, member: Member) -> None:
    """On any day, without a reason."""
    _end(actor, member, MemberState.ENDED, "council_left")


@transaction.atomic
def end_membership(*, actor: Actor, member_id: UUID) -> Member:
    """By those who lead: the person has asked for it, or does not work here any longer."""
    member = queries.get_member(actor, member_id)
    access.require_lead(actor, member.council.unit)
    _end(actor, member, MemberState.ENDED, "council_member_ended")
    return member


def _end(actor: Actor, member: Member, state: MemberState, verb: str) -> None:
    today = clock.today(member.council.zone)
    rows = Member.objects.filter(pk=member.pk, state__in=rules.LIVING)
    if rows.update(state=state, ended_on=today, show_name=False):
        record(actor, member.council, verb, member=str(member.pk))


@transaction.atomic
def renew(*, actor: Actor, member_id: UUID, term: Term) -> Member:
    """A term goes on; the consent was given for as long as the person sits there."""
    member = queries.get_member(actor, member_id)
    access.require_lead(actor, member.council.unit)
    require_living(member.council)
    rules.require_term(Term(clock.today(member.council.zone), term.until))
    if member.state != MemberState.ACTIVE or term.until <= member.until:
        raise Refusal("renewal", "Новый срок должен быть позже нынешнего.", field="until")
    Member.objects.filter(pk=member.pk).update(until=term.until, renewed=member.renewed + 1)
    record(actor, member.council, "council_renewed", member=str(member.pk))
    return member


@transaction.atomic
def show_name(*, actor: Actor, member: Member, shown: bool) -> None:
    """The person alone decides, and may change it on any day."""
    Member.objects.filter(pk=member.pk, state=MemberState.ACTIVE).update(show_name=shown)
    record(actor, member.council, "council_name_shown" if shown else "council_name_hidden", member=str(member.pk))


@transaction.atomic
def forget_member(*, consent_id: UUID) -> None:
    """A consent is withdrawn: the membership ends; marks and promises to come go, decisions of the council stay."""
    given = Q(consent=consent_id) | Q(parent_consent=consent_id)
    for member in Member.objects.filter(given).select_related("council__unit"):
        _end(SYSTEM, member, MemberState.ENDED, "council_consent_withdrawn")
        Mark.objects.filter(member=member, evaluation__concluded_on=None).delete()
        Attendance.objects.filter(member=member, came=False).delete()
