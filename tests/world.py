"""A small network made by rows, not by actions: tests of any capability may stand on it before others are ready."""

import datetime as dt
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import ROLE_NAMES, STAFF, Role
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.catalogue.models import Regulation, RegulationStep, Service
from uchastie.crm.catalogue.rules import PackageLevel, RegulationStatus, ServiceKind, ServiceType
from uchastie.crm.desk.models import Delivery, Draft, Group, ServiceRequest
from uchastie.crm.desk.rules import UNCONTACTED, CancelReason, Channel, DraftForm, Format, Phase, Status, phase_of
from uchastie.crm.licensing.models import Offer
from uchastie.crm.network.models import Assignment, OpeningHours, Region, Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import Audience
from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind, Grant
from uchastie.kernel.ids import new_id

BASE = ("informing", "consulting", "dobro-vzaimno", "platform-help")
PASSWORD = "Сирень-цветёт-в-мае"
OUTSIDERS = {Role.GUARDIAN_REP, Role.FAMILY_REP, Role.BENEFICIARY, Role.ORG_REP}


class Citizen(str):
    """Somebody in the cabinet by this contact: no user at all."""


class Asking(Citizen):
    """Somebody who has asked for a code by this contact and has not typed it yet."""


@dataclass(frozen=True, slots=True)
class World:
    """Regions 66 and 54; centres `uralmash` and `vtoroy` in 66, `novosibirsk` in 54; one person per role.

    The employee, the head and the people from outside (guardian, family, beneficiary, organisation) belong to
    `uralmash`, the regional coordinator to 66, the municipal one to `city`, the others to the federal team.
    `stranger` is the employee of `vtoroy`."""

    federal: Unit
    region: Unit
    other_region: Unit
    city: Unit
    uralmash: Unit
    vtoroy: Unit
    novosibirsk: Unit
    people: dict[Role, User]
    stranger: User

    def user(self, who: Role | str | User) -> User:
        if isinstance(who, User | Citizen):
            return who  # type: ignore[return-value]
        return self.stranger if who == "stranger" else self.people[Role(who)]


def make_world() -> World:
    ural = _region("66", "Свердловская область", "Asia/Yekaterinburg")
    siberia = _region("54", "Новосибирская область", "Asia/Novosibirsk")
    federal = _unit("federal", UnitKind.FEDERAL, None, None, "Федеральная команда")
    region = _unit("66", UnitKind.REGION_HQ, federal, ural, "Штаб Свердловской области")
    other_region = _unit("54", UnitKind.REGION_HQ, federal, siberia, "Штаб Новосибирской области")
    city = _unit("ekaterinburg", UnitKind.MUNICIPAL_HQ, region, ural, "Штаб Екатеринбурга")
    uralmash = _centre("uralmash", region, ural, "Добро.Центр «Уралмаш»")
    vtoroy = _centre("vtoroy", region, ural, "Добро.Центр «Второй»")
    novosibirsk = _centre("novosibirsk", other_region, siberia, "Добро.Центр «Обской»")
    homes = {Role.REGION_COORDINATOR: region, Role.MUNICIPAL_COORDINATOR: city}
    homes |= dict.fromkeys({Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD} | OUTSIDERS, uralmash)
    people = {role: make_user(role.value, role, homes.get(role, federal)) for role in Role}
    stranger = make_user("stranger", Role.CENTRE_EMPLOYEE, vtoroy)
    return World(federal, region, other_region, city, uralmash, vtoroy, novosibirsk, people=people, stranger=stranger)


def _region(code: str, name: str, tz: str) -> Region:
    defaults = {"name": name, "district": "—", "tz": tz, "oktmo_prefix": code, "iso": f"RU-{code}"}
    return Region.objects.get_or_create(code=code, defaults=defaults)[0]


def _unit(slug: str, kind: UnitKind, parent: Unit | None, region: Region | None, name: str, **values: Any) -> Unit:
    path = "/" if parent is None else f"{parent.path}{slug}/"
    tz = region.tz if region else "Europe/Moscow"
    defaults = {"path": path, "kind": kind, "parent": parent, "region": region, "name": name, "tz": tz, **values}
    return Unit.objects.get_or_create(path=path, defaults=defaults | {"slug": slug})[0]


def _centre(slug: str, parent: Unit, region: Region, name: str) -> Unit:
    town = "Екатеринбург" if region.code == "66" else "Новосибирск"
    place = {"town": town, "address": f"{town}, ул. Победы, 5", "phone": "+73433000000", "latitude": 56.9}
    unit = _unit(slug, UnitKind.CENTRE, parent, region, name, host_name="Дом молодёжи", longitude=60.6, **place)
    OpeningHours.objects.bulk_create(
        [OpeningHours(unit=unit, weekday=day, opens=dt.time(9), closes=dt.time(18)) for day in range(5)]
    )
    for code in BASE:
        Offer.objects.create(unit=unit, service=make_service(code))
    return unit


def make_service(code: str) -> Service:
    """The service of the catalogue; a bare one with a regulation of two steps when the catalogue has none."""
    values = {"kind": ServiceKind.BASE, "type": ServiceType.CONSULTING, "name": code, "short": code, "goal": code}
    service, _ = Service.objects.get_or_create(code=code, defaults=values)
    published = RegulationStatus.PUBLISHED
    if not Regulation.objects.filter(service=service, status=published).exists():
        regulation = Regulation.objects.create(service=service, number=1, status=published, published_at=clock.now())
        for place, required in enumerate((True, False), start=1):
            RegulationStep.objects.create(
                regulation=regulation, place=place, text=f"Шаг {place}", hint="", required=required
            )
    return service


def a_master_code() -> str:
    """A service of «Мастер», which only those deliver who have read its regulation."""
    service = Service.objects.filter(level=PackageLevel.MASTER).order_by("place").first()
    assert service is not None
    return service.pk


def make_user(slug: str, role: Role, unit: Unit, *, name: str = "") -> User:
    """A person with the role in the unit; staff have a second factor."""
    user = User.objects.create_user(f"{slug}@example.org", PASSWORD, name=name or ROLE_NAMES[role])
    _confirm_address(user)
    Assignment.objects.create(user=user, unit=unit, role=role)
    if role in STAFF:
        add_second_factor(user)
    return user


def _confirm_address(user: User) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def add_second_factor(user: User) -> str:
    """Gives the user a TOTP secret and returns it."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def sign_in(user: User, *, fresh: bool = False, **kwargs: Any) -> Client:
    """A client with the session that a password and a second factor would have made; `fresh`: the password was asked
    for once more a moment ago, so that the pages of one's own safety open."""
    from allauth.account.internal.userkit import user_id_to_str

    if isinstance(user, Asking):
        cache.clear()  # one contact may ask for few codes an hour, and tests ask for more
        client = Client(**kwargs)
        assert client.post("/my/sign-in/", {"contact": user}).headers["Location"] == "/my/code/"
        return client
    if isinstance(user, Citizen):
        return enter_cabinet(user, **kwargs)
    client = Client(**kwargs)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    now = time.time()
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "email": user.email},
        {"method": "mfa", "at": now, "type": "totp"} | ({"reauthenticated": True} if fresh else {}),
    ]
    session.save()
    return client


def enter_cabinet(contact: str, **kwargs: Any) -> Client:
    """A client with the session that a code would have made."""
    from uchastie.crm.cabinet.models import SignIn

    now = clock.now()
    made = SignIn.objects.create(
        kind="email" if "@" in contact else "phone",
        value=contact,
        started_at=now,
        seen_at=now,
        ends_at=now + dt.timedelta(hours=2),
    )
    client = Client(**kwargs)
    session = client.session
    session["cabinet"] = str(made.pk)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def actor(user: User) -> Actor:
    rows = Assignment.objects.filter(user=user, ended_at=None).select_related("unit")
    grants = tuple(Grant(row.role, row.unit_id, row.unit.path) for row in rows)
    return Actor(ActorKind.USER, user.pk, label=user.name, grants=grants)


def make_person(unit: Unit, *, name: str = "Ларина Вера Павловна", phone: str = "+79123456789") -> Beneficiary:
    person = Beneficiary.objects.create(name=name, volunteer_id="")
    ContactPoint.objects.create(beneficiary=person, kind=ContactPoint.Kind.PHONE, value=phone)
    Acquaintance.objects.create(beneficiary=person, unit=unit)
    return person


numbers = iter(range(900_001, 1_000_000))  # away from the numbers that actions give


def make_request(
    unit: Unit,
    *,
    service: str = "consulting",
    status: Status = Status.NEW,
    name: str = "Ларина Вера Павловна",
    phone: str = "+79123456789",
    **values: Any,
) -> ServiceRequest:
    """A request in any state, its moments filled as the state needs. `values` are fields of the model."""
    now = values.pop("submitted_at", clock.now())
    chosen = make_service(service)
    contacted = None if status in UNCONTACTED | {Status.CANCELLED} else now
    delivered = now if status in {Status.DELIVERED, Status.RATED, Status.CLOSED} else None
    defaults: dict[str, Any] = {
        "number": f"ДЦ-{unit.region_id}-{now.year}-{next(numbers):06d}",
        "regulation": Regulation.objects.get(service=chosen, status=RegulationStatus.PUBLISHED),
        "channel": Channel.WEB,
        "phase": phase_of(status),
        "attention_at": None if phase_of(status) is Phase.DONE else now + dt.timedelta(days=2),
        "need": "Хочу помогать, подскажите, с чего начать",
        "preferred_way": "phone",
        "contact_due_at": now + dt.timedelta(days=2),
        "contacted_at": contacted,
        "delivered_at": delivered,
        "cancel_reason": CancelReason.BY_APPLICANT if status is Status.CANCELLED else "",
    }
    person = values.pop("beneficiary", None) or make_person(unit, name=name, phone=phone)
    return ServiceRequest.objects.create(
        unit=unit, service=chosen, beneficiary=person, status=status, submitted_at=now, **(defaults | values)
    )


def make_feedback(unit: Unit, rated: ServiceRequest, *, code: str, visitor: ServiceRequest) -> tuple[Any, ...]:
    """A printed code, a low mark that waits for the head, a visit and a tablet, all of the unit."""
    from uchastie.crm.accounts.queries import digest_of
    from uchastie.crm.feedback.models import Mark, Place
    from uchastie.crm.visits.models import Tablet, Visit

    now = clock.now()
    place = Place.objects.create(unit=unit, kind="centre", label=unit.name, code=code, made_at=now)
    due = now + dt.timedelta(days=3)
    mark = Mark.objects.create(
        unit=unit,
        source="request",
        request=rated,
        service=rated.service,
        stars=2,
        rated_at=now,
        state="new",
        raised_at=now,
        due_at=due,
        attention_at=due,
    )
    digest = digest_of(f"tablet-{unit.slug}")
    tablet = Tablet.objects.create(unit=unit, name="У входа", digest=digest, made_at=now)
    visit = Visit.objects.create(
        unit=unit,
        at=now,
        day=now.astimezone(unit.zone).date(),
        person_id=visitor.beneficiary_id,
        purpose="service",
        way="phone",
        key=f"visit-{unit.slug}",
        sent_at=now,
    )
    return place, mark, visit, tablet


def make_draft(unit: Unit, author: User, *, form: DraftForm = DraftForm.ADD, **fields: str) -> Draft:
    typed = {"who": "Берёзкина", "service": "consulting"} | fields
    return Draft.objects.create(
        id=new_id(), unit=unit, author=author, form=form, fields=list(typed.items()), saved_at=clock.now()
    )


def make_group(unit: Unit, *requests: ServiceRequest, unnamed: int = 0) -> Group:
    """A group by its rows; of the requests those that are delivered already."""
    first = requests[0]
    group = Group.objects.create(
        unit=unit, service=first.service, regulation=first.regulation, at=clock.now(), unnamed=unnamed
    )
    for request in requests:
        if request.delivered_at:
            values = {"regulation": request.regulation, "at": request.delivered_at, "format": Format.IN_PERSON}
            Delivery.objects.create(request=request, group=group, **values)
    return group


def make_message(unit: Unit, *, person: Beneficiary | None = None, user: User | None = None, **values: Any) -> Message:
    """What was told to a person (with a letter that has left), or to an employee behind the bell."""
    to = user.pk if user else person.pk if person else new_id()
    audience = Audience.STAFF if user else Audience.PERSON
    now = clock.now()
    common = {"about_id": new_id(), "unit_id": unit.pk, "recipient_id": to, "audience": audience, "created_at": now}
    common |= {
        "event": "low_mark" if user else "request_received",
        "subject": "Заявка принята",
        "body": "Здравствуйте!",
    }
    common |= {"about": "ДЦ-66-2026-000424"} | values
    outcome = common.pop("outcome", "reached")
    head = Message.objects.create(key=str(new_id()), channel="cabinet", state="placed", outcome=outcome, **common)
    state = {"reached": "sent", "failed": "failed", "waiting": "waiting"}[outcome]
    Message.objects.create(key=str(new_id()), channel="email", state=state, head=head, place=1, sent_at=now, **common)
    return head


def make_appointment(
    request: ServiceRequest, *, starts_at: dt.datetime | None = None, employee: User | None = None, **values: Any
) -> Appointment:
    """What a request has agreed, by rows: in two days at 15:00 of the centre, forty minutes, in the centre."""
    zone = request.unit.zone
    day = (clock.now() + dt.timedelta(days=2)).astimezone(zone)
    begins = starts_at or day.replace(hour=15, minute=0, second=0, microsecond=0)
    defaults = {"title": f"Консультация, заявка {request.number}", "format": "in_person", "uid": f"{request.pk}@test"}
    ServiceRequest.objects.filter(pk=request.pk).update(agreed_at=begins, agreed_format="in_person")
    return Appointment.objects.create(
        unit=request.unit,
        about_id=request.pk,
        employee=employee,
        starts_at=begins,
        ends_at=begins + dt.timedelta(minutes=40),
        **(defaults | values),
    )
