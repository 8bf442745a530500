"""The objects behind the pages: one request in every state, an invitation, what addresses need."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tests.pages.agreements import make_agreements
from tests.pages.councils import make_councils
from tests.pages.events import make_events
from tests.pages.families import make_families
from tests.pages.helped import make_helped
from tests.pages.involved import make_involved
from tests.pages.knowledge import make_knowledge
from tests.pages.licences import make_licences
from tests.pages.neighbours import make_neighbours
from tests.pages.outreach import make_outreach
from tests.pages.own import make_own
from tests.pages.own_family import make_own_family
from tests.pages.own_guardian import make_own_guardian
from tests.pages.page import Objects
from tests.pages.people import make_people
from tests.pages.plans import make_plans
from tests.pages.platform import make_platform
from tests.pages.reports import make_reports
from tests.pages.roles import make_roles
from tests.pages.stories import make_stories
from tests.pages.training import make_training
from tests.pages.voices import make_voices
from tests.world import (
    World,
    a_master_code,
    make_appointment,
    make_draft,
    make_group,
    make_message,
    make_request,
    make_world,
)
from tests.world_opeka import make_case, make_guardian, make_pair
from uchastie.crm.accounts.queries import digest_of
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.actions import rate
from uchastie.crm.desk.rules import DraftForm, Status
from uchastie.crm.insight.actions import count_everything
from uchastie.crm.knowledge.models import Handout
from uchastie.crm.network.models import Invitation
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import clock


@dataclass(frozen=True, slots=True)
class Shown:
    """A network with people in every role and the objects behind every page."""

    world: World
    objects: Objects


@pytest.fixture
def shown(world: World) -> Shown:
    return Shown(world, make_objects(world))


@pytest.fixture(scope="module")
def shown_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Shown]:
    """The same, made once for all tests of a module that only look: making it costs more than looking at a page. Each
    test then has its own savepoint in this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        yield Shown(world, make_objects(world))
        transaction.set_rollback(True)


def make_objects(world: World) -> Objects:
    make_request = partial(_request_of, world)
    values: dict[str, object] = {
        "slug": world.uralmash.slug,
        "no-slug": "net-takogo-centra",
        "norm": "consultations",
        "no-token": "ispor4ennaya-ssylka",
        "no-request": UUID("00000000-0000-7000-8000-000000000000"),
        "code": "consulting",
        "chapter": "employee",
        "chapter-open": "family",
        "number": 1,
        "year": 2026,
    }
    made = {}
    for status in Status:
        request = made[status] = make_request(status=status)
        values |= {f"request-{status}": request.pk, f"token-{status}": desk.status_token(request.pk)}
        if status is Status.SCHEDULED:
            make_appointment(request, employee=world.user(Role.CENTRE_EMPLOYEE))
    values |= {
        "handout": Handout.objects.filter(unit=None).order_by("title").first().pk,
        "code-master": a_master_code(),
    }
    make_own(world, make_request, made)
    values |= _of_the_counter(world, make_request)
    request = make_request()
    Consent.objects.create(
        text=current_text(Purpose.SERVICE),
        subject_id=request.beneficiary_id,
        about_id=request.pk,
        name=request.beneficiary.name,
        method=Method.WEB,
        given_at=clock.now(),
    )
    values |= _messages(world, request)
    values |= _network(world, make_request)
    _setup(world)
    values |= _feedback(world.uralmash, make_request)
    values |= make_people(world, make_request)
    values |= make_families(world)
    values |= make_helped(world)
    values |= {f"stage-{number}": number for number in (1, 3, 4, 6)}
    values |= make_own_family(world)
    values |= make_own_guardian(world)
    values |= make_agreements(world)
    values |= _pairs(world)
    values |= make_plans(world)
    values |= make_stories(world)
    values |= make_neighbours(world)
    values |= make_roles(world)
    values |= make_licences(world)
    values |= make_events(world)
    values |= make_councils(world)
    values |= make_voices(world)
    values |= make_outreach(world)
    values |= make_knowledge(world)
    values |= make_training(world)
    values |= make_platform(world)
    values |= make_involved(world)
    count_everything()
    values |= make_reports(world)
    Invitation.objects.create(
        unit=world.uralmash,
        role=Role.CENTRE_EMPLOYEE,
        name="Приглашённый Человек",
        digest=digest_of("priglashenie"),
        expires_at=clock.now() + dt.timedelta(days=7),
    )
    return Objects(values | {"token-consented": desk.status_token(request.pk), "invitation": "priglashenie"})


def _request_of(world: World, unit: Any = None, **values: Any) -> Any:
    return make_request(unit or world.uralmash, **values)


def _network(world: Any, make_request: Any) -> dict[str, object]:
    """A table tried with good and bad rows, an employee who leads a request, a municipal headquarters."""
    from tests.world import actor
    from uchastie.crm.network import actions
    from uchastie.crm.network.models import Assignment
    from uchastie.crm.network.rules import ImportKind

    head = "Название;Регион;Город;Адрес;Часы в будни;ИНН\r\n"
    good = "Добро.Центр «Первый»;Свердловская область;Реж;ул. Ленина, 1;9:00–18:00;\r\n"
    bad = "Добро.Центр «Кушва»;Свердловская область;Кушва;ул. Мира, 2;завтра в 9;\r\n;66;;;;660312345\r\n"
    coordinator = actor(world.user(Role.REGION_COORDINATOR))
    table = actions.try_table(coordinator, kind=ImportKind.CENTRES, upload=BytesIO((head + good + bad).encode()))
    employee = world.user(Role.CENTRE_EMPLOYEE)
    make_request(assignee=employee)
    leaver = Assignment.objects.get(user=employee, ended_at=None)
    return {"table": table.pk, "leaver": leaver.pk, "headquarters": world.city.slug}


def _setup(world: Any) -> None:
    """A copy that was tried: the longest of the notes that steps of setting up have."""
    from tests.world import actor
    from uchastie.crm.setup.actions import save_backups

    day = clock.today(world.uralmash.zone) - dt.timedelta(days=13)
    save_backups(actor(world.user(Role.ADMIN)), version=None, note="Каждую ночь на вторую машину", checked_on=day)


def _messages(world: Any, request: Any) -> dict[str, object]:
    """Told and not told: a letter that left, one that did not arrive, what stands behind the bell."""
    unit, person = world.uralmash, request.beneficiary
    make_message(unit, person=person, outcome="failed", event="appointment_moved", subject="Встреча перенесена")
    told = make_message(unit, person=person, body="Здравствуйте, Вера!\n\nЧто с заявкой: https://example.org/s/secret/")
    for slug in (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD):
        make_message(unit, user=world.user(slug), subject="Низкая оценка по заявке", url="/desk/")
    return {
        "message": told.pk,
        "event": "request_received",
        "choices-token": messages.choices_token(person.pk),
    }


def _pairs(world: Any) -> dict[str, object]:
    """A family and a guardian in every state; of the two that wait for a meeting one is late."""
    from tests.pages.opeka import GUARDIAN_STATES, PAIR_STATES
    from uchastie.crm.guardianship import queries

    helpers = {f"guardian-{state}": make_guardian(world, state=state).pk for state in (*GUARDIAN_STATES, "application")}
    made = {state: make_pair(world, state=state) for state in PAIR_STATES}
    make_pair(world, state="matched", proposed_at=clock.now() - dt.timedelta(days=5))
    values: dict[str, object] = {f"pair-{state}": pair.pk for state, pair in made.items()}
    return (
        values
        | helpers
        | {"pair-case": make_case(world, needs=2).pk}
        | {"pair-token": queries.feedback_token(made["ended"].pk)}
    )


def _feedback(unit: Any, make_request: Any) -> dict[str, object]:
    """Codes, marks and a tablet: of each kind one, by the actions that make them."""
    from uchastie.crm.feedback import actions, queries
    from uchastie.crm.feedback.rules import PlaceKind
    from uchastie.crm.visits import actions as visits
    from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind

    place, revoked = (
        actions.make_place(actor=SYSTEM, unit=unit, kind=kind, target=target)
        for kind, target in ((PlaceKind.CENTRE, ""), (PlaceKind.SERVICE, "consulting"))
    )
    actions.revoke_place(actor=SYSTEM, place_id=revoked.pk)
    marks = {}
    for name in ("mark-low", "mark-answered"):
        request = make_request(status=Status.DELIVERED)
        holder = Actor(ActorKind.HOLDER, id=request.pk)
        rate(holder=holder, visitor=NOBODY, stars=2, comment="Обещали перезвонить и не перезвонили.")
        mark = queries.find_mark_of(request.pk)
        marks[name] = mark.pk
    actions.answer_mark(actor=SYSTEM, mark_id=mark.pk, version=None, text="Простите. Мы уже перезвонили вам.")
    said = actions.Said(5, "Очень помогли", heard_from="friends", recommend=10)
    by_qr = actions.leave_review(visitor=NOBODY, code=place.code, said=said, key="0" * 32)
    token = visits.give_tablet(actor=SYSTEM, unit=unit, name="У входа")
    visits.mark_visit(actor=SYSTEM, unit=unit, mark=visits.Mark("question", "1" * 32, extra=2))
    visits.mark_visit(actor=SYSTEM, unit=unit, mark=visits.Mark("service", "2" * 32), person_id=request.beneficiary_id)
    return marks | {
        "qr": place.code,
        "qr-revoked": revoked.code,
        "place": place.pk,
        "mark-qr": by_qr.pk,
        "tablet-token": token,
    }


def _of_the_counter(world: Any, make_request: Any) -> dict[str, object]:
    """Drafts of the employee, a group of three, somebody without an ID."""
    author = world.user(Role.CENTRE_EMPLOYEE)
    members = [make_request(name=name, status=Status.DELIVERED) for name in ("Орлов Пётр", "Котова Анна", "Ким Ольга")]
    make_request(name="Громова Зоя Львовна", phone="+79120000077", id_pending=True)
    rows = {"row_id": "", "row_name": "Ким Ольга", "row_phone": "8 912 000-00-01", "row_email": "", "row_volunteer": ""}
    return {
        "draft": make_draft(world.uralmash, author).pk,
        "group-draft": make_draft(world.uralmash, author, form=DraftForm.GROUP, unnamed="4", **rows).pk,
        "group": make_group(world.uralmash, *members, unnamed=4).pk,
    }
