"""A role begins with the person's word and ends on any day by it (C7, C15, C30)."""

from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.involvement import access, queries, rules
from uchastie.crm.involvement.actions.opportunities import RoleValues
from uchastie.crm.involvement.actions.record import move, record, tell
from uchastie.crm.involvement.models import BeneficiaryRole, Opportunity, TargetGroup
from uchastie.crm.involvement.rules import Move, State
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal


def values_of(opportunity: Opportunity) -> RoleValues:
    names = ("kind", "level", "degree", "title", "duties", "time", "help")
    return RoleValues(**{name: getattr(opportunity, name) for name in names})


@transaction.atomic
def offer_role(
    *,
    actor: Actor,
    unit: Unit | None,
    person_id: UUID,
    values: RoleValues,
    group: str = "",
    opportunity_id: UUID | None = None,
) -> BeneficiaryRole:
    """To somebody the unit knows. Nothing begins before the person has agreed."""
    home = access.require_lead(actor, unit)
    person = people.get_beneficiary(actor, person_id)
    taken = queries.get_opportunity(actor, opportunity_id) if opportunity_id else None
    role = BeneficiaryRole(
        unit=home,
        person=person,
        opportunity=taken,
        group=TargetGroup.objects.filter(pk=group).first() if group else None,
        state=State.OFFERED,
        contact=accounts.get_user(actor.user_id),
        made_at=clock.now(),
        **asdict(values),
    )
    _require_new(role)
    _keep(role)
    record(actor, role, "role_offered", kind=role.kind, level=role.level)
    tell(role, "role_offered")
    return role


def _require_new(role: BeneficiaryRole) -> None:
    same = BeneficiaryRole.objects.filter(
        person=role.person, unit=role.unit, kind=role.kind, level=role.level, state__in=sorted(rules.LIVING)
    )
    if same.exists():
        raise Refusal("twice", "Эту роль человеку уже предложили или он уже участвует.", field="person")


def _keep(role: BeneficiaryRole) -> None:
    try:
        with transaction.atomic():
            role.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("twice", "Отклик уже есть: он на вашей странице.", field="person") from error


@transaction.atomic
def answer_opportunity(
    *,
    actor: Actor,
    opportunity_id: UUID,
    person_id: UUID,
    adult: bool,
    text_id: UUID,
    group: str = "",
    words: str = "",
    address: str | None = None,
) -> BeneficiaryRole:
    """By the person on the own page; pressing twice is the same answer."""
    opportunity = queries.get_open(opportunity_id)
    found = queries.find_answer([person_id], opportunity_id)
    if found is not None:
        return found
    if opportunity.from_18 and not adult:
        raise Refusal(
            "from_18", "Для этой роли нужно, чтобы вам было 18. Посмотрите другие возможности.", field="adult"
        )
    person = people.find_remaining(person_id)
    if person is None:
        raise NotSeen
    role = BeneficiaryRole(
        unit=opportunity.unit,
        person=person,
        opportunity=opportunity,
        group=TargetGroup.objects.filter(pk=group).first() if group else None,
        state=State.APPLIED,
        minor=not adult,
        words=words.strip(),
        made_at=clock.now(),
        **asdict(values_of(opportunity)),
    )
    _keep(role)
    _give(actor, role, text_id, address)
    record(actor, role, "role_answered")
    return role


def _give(actor: Actor, role: BeneficiaryRole, text_id: UUID, address: str | None) -> None:
    consent = consents.give(
        actor,
        purpose=Purpose.ROLE,
        subject_id=role.person_id,
        about_id=role.pk,
        name=role.person.name,
        method=Method.WEB,
        text_id=text_id,
        address=address,
    )
    role.apply(consent=consent)


@transaction.atomic
def accept_role(
    *, actor: Actor, role: BeneficiaryRole, adult: bool, text_id: UUID, address: str | None = None
) -> BeneficiaryRole:
    """By the person on the own page. Age is asked only as «мне есть 18»."""
    found = _of_person(role)
    if found.state in rules.AGREED:
        return found
    rules.machine.target(State(found.state), Move.ACCEPT)
    _give(actor, found, text_id, address)
    return move(actor, found, Move.ACCEPT, minor=not adult)


@transaction.atomic
def note_consent(*, actor: Actor, role_id: UUID, minor: bool) -> BeneficiaryRole:
    """The person signed on paper at the counter."""
    role = queries.get_role(actor, role_id, lock=True)
    rules.machine.target(State(role.state), Move.ACCEPT)
    given = consents.take(
        actor,
        subject_id=role.person_id,
        about_id=role.pk,
        name=role.person.name,
        method=Method.PAPER,
        purpose=Purpose.ROLE,
    )
    return move(actor, role, Move.ACCEPT, minor=minor, consent=given)


@transaction.atomic
def note_parent(*, actor: Actor, role_id: UUID, name: str) -> BeneficiaryRole:
    """The paper of the parent, beside the teenager's own agreement and never instead of it."""
    role = queries.get_role(actor, role_id, lock=True)
    if not role.minor or role.consent_id is None or role.state not in rules.LIVING:
        raise Refusal("own_first", "Сначала согласие самого подростка, потом родителя.")
    given = consents.take(
        actor,
        subject_id=role.person_id,
        about_id=role.pk,
        name=name.strip(),
        method=Method.PAPER,
        purpose=Purpose.ROLE_PARENT,
    )
    role.apply(parent_consent=given)
    record(actor, role, "role_parent_agreed")
    return role


@transaction.atomic
def take_answer(*, actor: Actor, role_id: UUID) -> BeneficiaryRole:
    """The centre says yes to whoever answered."""
    role = queries.get_role(actor, role_id, lock=True)
    contact = accounts.get_user(actor.user_id)
    move(actor, role, Move.TAKE, contact=contact)
    tell(role, "role_answered")
    return role


@transaction.atomic
def refuse_answer(*, actor: Actor, role_id: UUID, reason: str) -> BeneficiaryRole:
    """With a reason the person reads."""
    role = queries.get_role(actor, role_id, lock=True)
    if not reason.strip():
        raise Refusal("reason", "Напишите, почему не сейчас: человек это прочитает.", field="reason")
    move(actor, role, Move.REFUSE, answer=reason.strip(), ended_on=clock.today(role.zone))
    tell(role, "role_answered")
    return role


def _of_person(role: BeneficiaryRole) -> BeneficiaryRole:
    rows = BeneficiaryRole.objects.select_for_update(of=("self",)).select_related("unit", "person")
    return rows.get(pk=role.pk)


@transaction.atomic
def leave_role(*, actor: Actor, role: BeneficiaryRole) -> BeneficiaryRole:
    """By the person: any day, one press, no reason. Twice is once."""
    return _leave(actor, _of_person(role), "role_left")


@transaction.atomic
def end_role(*, actor: Actor, role_id: UUID) -> BeneficiaryRole:
    """The person said so by phone or at the counter; also no reason is asked."""
    return _leave(actor, queries.get_role(actor, role_id, lock=True), "role_ended_by_word")


def _leave(actor: Actor, role: BeneficiaryRole, verb: str) -> BeneficiaryRole:
    if role.state not in rules.LIVING:
        return role
    role.apply(state=rules.left_state(role.state), ended_on=clock.today(role.zone))
    record(actor, role, verb)
    return role


@transaction.atomic
def leave_by_consent(*, actor: Actor, consent_id: UUID) -> None:
    """A consent taken back ends what stood on it, of the person and of the parent alike."""
    for field in ("consent", "parent_consent"):
        rows = BeneficiaryRole.objects.filter(**{field: consent_id}, state__in=sorted(rules.LIVING))
        for role in rows.select_related("unit"):
            _leave(actor, role, "role_consent_withdrawn")
