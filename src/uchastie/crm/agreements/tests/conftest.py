"""A guardian, a family and papers between them; what is sent and announced can be read."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.world import World, actor, make_person, make_user
from tests.world_opeka import make_case, make_papers

from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import actions
from uchastie.crm.agreements.events import AgreementInForce, AgreementLapsed
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import Kind, Side
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor, ActorKind

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass
class Setting:
    """One guardian «Верное плечо» of region 66, one family, two coordinators who may check each other."""

    world: World
    guardian: Guardian
    case: FamilyCase
    one: Actor
    other: Actor
    heard: list[Any] = field(default_factory=list)

    @property
    def today(self) -> dt.date:
        return clock.today(self.world.region.zone)

    @property
    def as_guardian(self) -> Actor:
        return Actor(ActorKind.HOLDER, self.guardian.pk, label="Юдин Павел Андреевич")

    @property
    def as_family(self) -> Actor:
        return Actor(ActorKind.HOLDER, self.case.pk, label="Ларина Вера Павловна")

    def prepare(self, kind: Kind = Kind.GUARDIAN_HQ, **more: Any) -> Agreement:
        parties: dict[str, Any] = {"guardian_id": self.guardian.pk}
        if kind is Kind.GUARDIAN_FAMILY:
            parties["case_id"] = self.case.pk
        term = {"valid_from": self.today, "valid_until": self.today + dt.timedelta(days=364)}
        return actions.prepare_agreement(actor=self.one, kind=kind, **(parties | term | more))

    def offered(self, kind: Kind = Kind.GUARDIAN_HQ, **more: Any) -> Agreement:
        made = self.prepare(kind, **more)
        return actions.offer_agreement(actor=self.one, agreement_id=made.pk, version=made.version)

    def join(self, *, family: bool = False) -> None:
        """The agreement on signing by a code."""
        party = {"case": self.case} if family else {"guardian": self.guardian}
        make_papers(Kind.ADHESION, unit=self.world.region, **party)

    def code(self, who: Actor, agreement: Agreement) -> str:
        actions.send_code(actor=who, agreement_id=agreement.pk)
        return sent_code()

    def sign(self, who: Actor, agreement: Agreement) -> None:
        actions.sign_by_code(actor=who, agreement_id=agreement.pk, typed=self.code(who, agreement))

    def concluded(self, kind: Kind = Kind.GUARDIAN_HQ, **more: Any) -> Agreement:
        agreement = self.offered(kind, **more)
        sides = [Side.GUARDIAN, Side.FAMILY] if kind is Kind.GUARDIAN_FAMILY else [Side.HQ, Side.GUARDIAN]
        actions.attach_scan(
            actor=self.one, agreement_id=agreement.pk, upload=a_scan(), sides=sides, signed_on=self.today
        )
        return actions.check_scan(actor=self.other, agreement_id=agreement.pk, version=None)


def sent_code() -> str:
    message = Message.objects.filter(event="agreement-code").order_by("-created_at", "-pk").first()
    assert message is not None
    found = re.search(r": (\d{3}) ?(\d{3})", message.body)
    assert found is not None
    return found[1] + found[2]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def a_scan(name: str = "скан.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


@pytest.fixture
def setting(world: World, monkeypatch: pytest.MonkeyPatch) -> Setting:
    person = make_person(world.region, name="Юдин Павел Андреевич", phone="+79120000040")
    ContactPoint.objects.create(beneficiary=person, kind="email", value="yudin@example.org")
    now = clock.now()
    guardian = Guardian.objects.create(
        number="О-66-9001",
        kind="initiative_group",
        name="Верное плечо",
        region=world.region.region,
        unit=world.region,
        state="handed",
        representative=person,
        town="Екатеринбург",
        capacity=3,
        applied_at=now,
        handed_at=now,
        updated_at=now,
    )
    case = make_case(world)
    ContactPoint.objects.create(beneficiary=case.applicant, kind="email", value="family@example.org")
    second = make_user("second-coordinator", Role.REGION_COORDINATOR, world.region, name="Второй Координатор")
    made = Setting(world, guardian, case, actor(world.people[Role.REGION_COORDINATOR]), actor(second))
    for event in (AgreementInForce, AgreementLapsed):
        monkeypatch.setitem(bus._handlers, event, [*bus._handlers[event], made.heard.append])
    return made


@pytest.fixture
def later(setting: Setting) -> Callable[..., Any]:
    """`with later(days=41): …`"""

    def move(**ahead: int) -> Any:
        return clock.at(clock.now() + dt.timedelta(**ahead))

    return move
