"""Every address × everybody × objects of one's own and of others answers as `policy.toml` says, and never 500."""

import datetime as dt
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db.models import UUIDField
from django.test import Client

from tests.access.agreements import papers_of
from tests.access.councils import councils_of
from tests.access.events import events_of
from tests.access.families import of_family
from tests.access.helped import of_helped
from tests.access.involved import involved_of
from tests.access.licences import licences_of
from tests.access.matrix import (
    NO_ID,
    PEOPLE,
    POLICY,
    addresses,
    agrees,
    body_of,
    cells,
    checksum,
    expected,
    observed,
    other_methods,
    send,
)
from tests.access.matrix import url_of as address
from tests.access.neighbours import neighbours_of
from tests.access.outreach import outreach_of
from tests.access.platform import platform_of
from tests.access.reports import reports_of
from tests.access.roles import roles_of
from tests.access.stories import stories_of
from tests.access.voices import voices_of
from tests.world import (
    World,
    make_appointment,
    make_draft,
    make_feedback,
    make_group,
    make_message,
    make_person,
    make_request,
    make_user,
    sign_in,
)
from tests.world_knowledge import knowledge_of
from tests.world_opeka import CASE_OF_PAIR, make_case, make_guardian, make_pair
from uchastie.crm.accounts.models import ApiKey, User
from uchastie.crm.accounts.queries import digest_of
from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments.models import Absence, Feed
from uchastie.crm.catalogue.models import Service
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import SavedFilter, ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.crm.guardianship import queries as pairs_of_families
from uchastie.crm.knowledge.models import Handout
from uchastie.crm.network.models import Assignment, Import, Invitation, Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.notifications import queries as messages
from uchastie.crm.people.models import Acquaintance, Beneficiary, Household, HouseholdMember, Merging
from uchastie.crm.training.models import Training
from uchastie.kernel import clock
from uchastie.kernel.delivery.models import WorkerBeat
from uchastie.kernel.prepared import Prepared

NAMES = sorted(POLICY["urls"])
PARTS = 6  # so that several processes share the matrix


def test_every_address_has_a_line_and_every_line_an_address():
    assert set(addresses()) == set(POLICY["urls"])


def test_every_rule_is_used():
    used = {rule for methods in POLICY["urls"].values() for rule in methods.values()}
    assert used == set(POLICY["rules"])


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    signed = {str(who): sign_in(world.user(who), raise_request_exception=False) for who in PEOPLE if who != "nobody"}
    return {"nobody": Client(raise_request_exception=False), **signed}


@pytest.fixture
def objects(world: World) -> dict[str, dict[str, Any]]:
    """For each place a value for every argument that an address may have."""
    WorkerBeat.objects.create(worker="test", started_at=clock.now(), beat_at=clock.now() + dt.timedelta(hours=1))
    places = {"own": world.uralmash, "sibling": world.vtoroy, "far": world.novosibirsk}
    heads = {"own": world.user(Role.CENTRE_HEAD), "sibling": world.stranger, "far": world.stranger}
    found = {where: _of_unit(unit, heads[where]) for where, unit in places.items()}
    found["absent"] = {key: _absent(value) for key, value in found["own"].items()}
    return found | {"-": found["own"]}


def _messages_of(unit: Any, request: ServiceRequest) -> dict[str, Any]:
    """One told to the person of the request, one behind the bell of an employee of the place."""
    emails = {"uralmash": "centre_employee@example.org", "vtoroy": "stranger@example.org"}
    reader = User.objects.filter(email=emails.get(unit.slug, "")).first()
    at_bell = make_message(unit, user=reader or make_user(f"reader-{unit.slug}", Role.CENTRE_EMPLOYEE, unit))
    told = make_message(unit, person=request.beneficiary)
    return {
        "message_id": told.pk,
        "event": "request_received",
        "notifications:open.message_id": at_bell.pk,
        "notifications:person.token": messages.choices_token(request.beneficiary_id),
        "notifications:person_device.token": messages.choices_token(request.beneficiary_id),
        "notifications:push.token": messages.open_path(told).split("/")[2],
    }


def _meetings_of(unit: Any, request: ServiceRequest, member: User) -> dict[str, Any]:
    """A meeting of the request, an absence and a calendar of a member of the centre."""
    make_appointment(request, employee=member)
    today = clock.now().date()
    absence = Absence.objects.create(user=member, kind="vacation", first_on=today, last_on=today)
    Feed.objects.create(user=member, digest=digest_of(f"feed-{unit.slug}"))
    return {"absence_id": absence.pk, "appointments:feed.token": f"feed-{unit.slug}"}


def _people_of(unit: Unit, person: Beneficiary) -> dict[str, Any]:
    """A person with a relative, a second card, an organisation, a merging to take back."""
    twin, gone, relative = (make_person(unit, name=f"{name} {unit.slug}") for name in ("Ларина", "Лариса", "Ларин"))
    school = Beneficiary.objects.create(name="Школа № 5", kind="organisation")
    Acquaintance.objects.create(beneficiary=school, unit=unit)
    home = Household.objects.create()
    members = [HouseholdMember.objects.create(household=home, beneficiary=one) for one in (person, relative)]
    Beneficiary.objects.filter(pk=gone.pk).update(merged_into=person)
    merging = Merging.objects.create(kept=person, merged=gone, unit=unit, reason="спросили", at=clock.now())
    return {
        "person_id": person.pk,
        "other_id": twin.pk,
        "contact_id": person.contacts.get().pk,
        "merging_id": merging.pk,
        "people:household_removal.member_id": members[1].pk,
        "people:speaker.person_id": school.pk,
        "people:speaker_found.person_id": school.pk,
    }


def _of_network(unit: Unit) -> dict[str, Any]:
    """A municipal headquarters beside the unit, and a table loaded by the coordinator of region 66."""
    slug = f"hq-{unit.slug}"
    above = {"parent": unit.parent, "region": unit.region}
    Unit.objects.create(
        slug=slug, path=f"{unit.parent.path}{slug}/", name=slug, kind=UnitKind.MUNICIPAL_HQ, tz=unit.tz, **above
    )
    coordinator = Assignment.objects.get(role=Role.REGION_COORDINATOR).user
    table = Import.objects.create(kind="centres", by=coordinator, made_at=clock.now())
    return {"network:headquarters.slug": slug, "import_id": table.pk}


def _of_unit(unit: Any, head: User) -> dict[str, Any]:
    request = make_request(unit)
    step = request.regulation.steps.order_by("place").first()
    member = make_user(f"member-{unit.slug}", Role.CENTRE_EMPLOYEE, unit)
    invitation = Invitation.objects.create(
        unit=unit,
        role=Role.CENTRE_EMPLOYEE,
        name="Приглашённый Человек",
        digest=digest_of(f"invitation-{unit.slug}"),
        expires_at=clock.now() + dt.timedelta(days=7),
    )
    consent = Consent(text=current_text(Purpose.SERVICE), subject_id=request.beneficiary_id, about_id=request.pk)
    consent.name, consent.method, consent.given_at = "Ларина Вера Павловна", Method.WEB, clock.now()
    consent.save()
    tokens = _feedback_of(unit, request)
    practice = Service.partners.through.objects.filter(partner__confirmed=False).order_by("pk").first()
    return {
        "unit_id": unit.pk,
        "catalogue:partner_confirmation.code": practice.service_id,
        "catalogue:partner_confirmation.partner": practice.partner_id,
        "request_id": request.pk,
        "beneficiary_id": request.beneficiary_id,
        "draft_id": make_draft(unit, head).pk,
        "group_id": make_group(unit, request).pk,
        "step_id": step.pk,
        **_meetings_of(unit, request, member),
        "member_id": member.pk,
        "user_id": member.pk,
        "help_chapter.code": "employee",
        "help_open.code": "guardian",
        "name": "queue.png",
        "saved_id": SavedFilter.objects.create(unit=unit, owner=head, name="Без ID", query="no_id=1", shared=True).pk,
        "token": desk.status_token(request.pk),
        "handout_id": Handout.objects.create(unit=unit, title="Памятка", text="Текст", updated_at=clock.now()).pk,
        "training_id": Training.objects.create(
            user=member,
            unit=unit,
            subject="standards",
            learnt_on=clock.now().date(),
            until=clock.now().date(),
            recorded_at=clock.now(),
        ).pk,
        "slug": unit.slug,
        "code": "informing",
        **{f"insight:{name}.code": "consultations" for name in ("norm", "evidence", "correction")},
        "number": 1,
        "year": 2026,
        "rest": "nowhere",
        **tokens,
        **_messages_of(unit, request),
        **_people_of(unit, request.beneficiary),
        "invitation_id": invitation.pk,
        **_of_network(unit),
        **(helped := of_helped(unit)),
        **of_family(unit, helped["case_id"]),
        **_pair_of(unit),
        **papers_of(unit),
        **licences_of(unit),
        **events_of(unit, head),
        **outreach_of(unit),
        **knowledge_of(unit),
        **platform_of(unit, head),
        **reports_of(unit),
        **stories_of(unit),
        **neighbours_of(unit, head),
        **involved_of(unit),
        **roles_of(unit),
        **councils_of(unit),
        **voices_of(unit),
        "file_id": NO_ID,
        "assignment_id": member.assignments.get().pk,
        "network:invitation.token": f"invitation-{unit.slug}",
        "key_id": ApiKey.objects.create(user=head, label="учёт", prefix=unit.slug[:12], digest="0" * 64).pk,
    }


def _pair_of(unit: Unit) -> dict[str, Any]:
    """A family and a guardian of the headquarters above the unit: they have met; and a pair that is over."""
    pairs, world = {}, None  # the unit is named, so the world is not asked
    for state in ("introduced", "ended"):
        case = make_case(world, unit=unit.parent, state=CASE_OF_PAIR[state])
        pairs[state] = make_pair(world, case=case, guardian=make_guardian(world, unit=unit.parent), state=state)
    token = pairs_of_families.feedback_token(pairs["ended"].pk)
    return {
        "pair_id": pairs["introduced"].pk,
        "guardianship:feedback.token": token,
        "guardianship:feedback_thanks.token": token,
    }


def _feedback_of(unit: Any, request: ServiceRequest) -> dict[str, Any]:
    """A printed code, a low mark, a visit and a tablet of the unit."""
    code = {"uralmash": "aaaaaaaaaa", "vtoroy": "bbbbbbbbbb"}.get(unit.slug, "cccccccccc")
    rated = make_request(unit, status=Status.DELIVERED)
    place, mark, visit, tablet = make_feedback(unit, rated, code=code, visitor=request)
    return {
        "feedback:leave.code": code,
        "feedback:thanks.code": code,
        "place_id": place.pk,
        "mark_id": mark.pk,
        "visit_id": visit.pk,
        "tablet_id": tablet.pk,
        "visits:here.token": f"tablet-{unit.slug}",
        "visits:done.token": f"tablet-{unit.slug}",
    }


def _absent(value: Any) -> Any:
    if isinstance(value, UUID):
        return NO_ID
    return value if isinstance(value, int) else "net-takogo"


@pytest.mark.parametrize("part", range(PARTS))
def test_the_answers_are_those_of_the_policy(part, clients, objects):
    """Positive cells count too: a product that denies everything fails here. What may not be seen does not exist:
    the answer about another's object is the answer about none. What is refused changes nothing."""
    before = checksum()
    wrong = []
    for name in NAMES[part::PARTS]:
        bodies = {who: body_of(name, objects["own"]) for who in clients}
        hidden: dict[str, set[str]] = {}
        for cell, rule in cells(name):
            url = address(name, objects[cell.where])
            answer = send(clients[cell.who], cell.method, url, bodies[cell.who])
            said = expected(rule, cell)
            if not agrees(said, answer):
                wrong.append(f"{cell}: {answer.status_code}, the policy says {said}")
            elif said == "hidden" and cell.method == "GET":
                hidden.setdefault(cell.who, set()).add(answer.content.decode().replace(url, "…"))
        wrong += [f"{name} as {who}: hidden and absent differ" for who, bodies in hidden.items() if len(bodies) > 1]
    assert "\n".join(wrong) == ""
    assert checksum() == before


@pytest.mark.parametrize("part", range(2))
def test_other_methods_are_refused_to_everybody(part, clients, objects):
    wrong = []
    for name in NAMES[part::2]:
        for method in other_methods(name):
            for who in ("nobody", Role.CENTRE_HEAD, Role.FEDERAL_MANAGER, Role.BENEFICIARY):
                answer = send(clients[str(who)], method, address(name, objects["own"]))
                if observed(answer) not in {"not_allowed", "sign_in", "denied", "hidden", "unauthorised"}:
                    wrong.append(f"{method} {name} as {who}: {answer.status_code}")
    assert "\n".join(wrong) == ""


def test_the_matrix_notices_an_open_door(monkeypatch, clients, objects):
    """The negative control: with the guard of the requests off, the runner sees wrong cells."""
    everything = ServiceRequest.objects.select_related("unit")
    monkeypatch.setattr("uchastie.crm.desk.queries.requests.visible_to", lambda actor: everything)
    unguarded = Prepared(lambda request: everything.filter(pk=request), request=UUIDField())
    door = SimpleNamespace(first=lambda request, **paths: unguarded.first(request=request))
    monkeypatch.setattr("uchastie.crm.desk.queries.requests._one_inside", lambda count: door)
    leaks = [
        cell
        for cell, rule in cells("desk:act")  # the card has guards of its own for each part of it
        if not agrees(
            expected(rule, cell), send(clients[cell.who], cell.method, address(cell.name, objects[cell.where]))
        )
    ]
    assert leaks
