"""A council of the demonstration: it has met twice, one decision is done, one goes on, one nobody has carried out. The
people are invented."""

import datetime as dt

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.councils import actions, queries
from uchastie.crm.councils.models import Council, Meeting, Member
from uchastie.crm.councils.rules import CouncilValues, FateMove, Kind, MeetingValues, MemberRole, PointKind, Term, Votes
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind

VALUES = CouncilValues(
    kind=Kind.COUNCIL,
    name="Совет благополучателей",
    aim="Вместе решать, как работает центр: кому удобно, чего не хватает, что убрать.",
    powers="Часы приёма, темы встреч, правила возмещения дороги, подарки партнёров.",
    bounds="Аренду и штат решает организация, при которой мы работаем.",
    answer_days=14,
    public=True,
)
LABELS = ("серебряный волонтёр", "родитель", "житель района", "от подростков")
DONE, GOING, LATE = (
    "Принимать звонки по вторникам до 20:00",
    "Две ведущие из наших на встречах соседей",
    "Переписать анкету простыми словами",
)


def make() -> None:
    """At the centre whose day is told the most fully."""
    unit = next((one for one in network.list_centres().order_by("path") if "Уралмаш" in one.name), None)
    if unit is None:
        return
    now = clock.now()
    with clock.at(now - dt.timedelta(days=60)):
        council = actions.create_council(actor=SYSTEM, unit=unit, values=VALUES)
        members = _members(council, unit)
    if len(members) < 3:
        return
    _first(council, members, now - dt.timedelta(days=40))
    _second(council, members, now - dt.timedelta(days=12))
    _coming(council, members, now)
    evaluation = actions.begin_evaluation(
        actor=SYSTEM,
        council_id=council.pk,
        subject="Консультации по вторникам",
        criteria=["Объясняют понятно?", "Хватает времени?", "Удобно ли прийти?"],
    )
    for place, member in enumerate(members):
        marks: dict[int, int | None] = {0: 3, 1: 1 + place % 3, 2: 2}
        actions.give_marks(actor=_holder(member), member=member, evaluation_id=evaluation.pk, marks=marks)


def _holder(member: Member) -> Actor:
    return Actor(ActorKind.HOLDER, member.pk)


def _members(council: Council, unit: Unit) -> list[Member]:
    known = people.list_known(SYSTEM).filter(kind="person", acquaintances__unit=unit).order_by("created_at", "id")
    today, text = clock.today(unit.zone), consents.current_text(Purpose.COUNCIL).pk
    made = []
    for place, (person, label) in enumerate(zip(known[: len(LABELS)], LABELS, strict=False)):
        until = today + dt.timedelta(days=75 if label == "родитель" else 365)
        member = actions.invite(
            actor=SYSTEM,
            council_id=council.pk,
            label=label,
            term=Term(today, until),
            person_id=person.pk,
            role=MemberRole.CHAIR if place == 0 else MemberRole.MEMBER,
        )
        made.append(actions.accept(actor=_holder(member), member=member, text_id=text))
    return made


def _hold(council: Council, members: list[Member], at: dt.datetime, minutes: str) -> Meeting:
    with clock.at(at - dt.timedelta(days=3)):
        values = MeetingValues(at, "Малый зал", "Есть лифт и видео")
        meeting = actions.plan_meeting(actor=SYSTEM, council_id=council.pk, values=values)
    with clock.at(at + dt.timedelta(hours=2)):
        came = [member.pk for member in members]
        return actions.hold_meeting(actor=SYSTEM, meeting_id=meeting.pk, came=came, minutes=minutes)


def _decide(meeting: Meeting, text: str, votes: Votes, days: int, owner: int = 0) -> None:
    owners = queries.list_colleagues(meeting.council)
    at = meeting.starts_at + dt.timedelta(hours=3)
    with clock.at(at):
        made = actions.decide(
            actor=SYSTEM,
            meeting_id=meeting.pk,
            text=text,
            votes=votes,
            owner_id=owners[owner % len(owners)].pk,
            due_on=at.date() + dt.timedelta(days=days),
            key=f"demo-{meeting.pk.hex[-20:]}-{days}",
        )
    if text == DONE:
        with clock.at(at + dt.timedelta(days=6)):
            words = "Телефон переключён, график висит у входа"
            actions.change_fate(actor=SYSTEM, decision_id=made.pk, move=FateMove.FINISH, version=None, words=words)
        with clock.at(at + dt.timedelta(days=28)):
            actions.change_fate(actor=SYSTEM, decision_id=made.pk, move=FateMove.CHECK, version=None)


def _first(council: Council, members: list[Member], at: dt.datetime) -> None:
    meeting = _hold(council, members, at, "Говорили о звонках после работы и об анкете, которую трудно читать.")
    _decide(meeting, DONE, Votes(len(members), 0, 0), 14)
    _decide(meeting, LATE, Votes(len(members), 0, 0), 30, owner=1)


def _second(council: Council, members: list[Member], at: dt.datetime) -> None:
    meeting = _hold(council, members, at, "Решили, что встречи соседей ведут двое из наших.")
    _decide(meeting, GOING, Votes(len(members) - 1, 1, 0), 34)


def _coming(council: Council, members: list[Member], now: dt.datetime) -> None:
    start = (now + dt.timedelta(days=3)).astimezone(council.zone).replace(hour=17, minute=30, second=0, microsecond=0)
    values = MeetingValues(start.astimezone(dt.UTC), "Малый зал", "Есть лифт и видео")
    meeting = actions.plan_meeting(actor=SYSTEM, council_id=council.pk, values=values)
    point = actions.propose(
        actor=_holder(members[0]), member=members[0], title="Часы работы в выходные", key="demo-point-1"
    )
    actions.take_point(actor=SYSTEM, point_id=point.pk)
    actions.add_point(
        actor=SYSTEM,
        meeting_id=meeting.pk,
        kind=PointKind.ADVISE,
        title="Правила возмещения дороги",
        minutes=15,
        key="demo-point-2",
    )
    actions.propose(actor=_holder(members[1]), member=members[1], title="Темы встреч на весну", key="demo-point-3")
    for member in members[:2]:
        actions.say_coming(actor=_holder(member), member=member, meeting_id=meeting.pk, coming=True)
