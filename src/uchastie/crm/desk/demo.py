"""A believable day at the desk. All people are invented; their phones are from ranges nobody has."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.desk import actions
from uchastie.crm.desk.actions import Done, Manual
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Applicant, Channel, Format, Result
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind

# (working days ago, "hour:minute") of the submission
type Ago = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Story:
    """One request: who asked for what and how, when, and what has happened since."""

    name: str
    service: str
    channel: Channel
    ago: Ago
    need: str = ""
    phone: str = ""
    email: str = ""
    volunteer_id: str = ""
    time: str = ""
    kind: Kind = Kind.PERSON
    owner: str = ""  # who takes it; "" leaves it without
    attempts: tuple[Result, ...] = ()
    fate: str = ""  # viewed | talked | agreed | delivered | rated
    stars: int = 0
    comment: str = ""


ANNA, PETR = "Анна Ковалёва", "Пётр Зимин"
ORG = Kind.ORGANISATION

# fmt: off
TODAY = (
    Story("Дом культуры «Искра»", "events", Channel.OFFICIAL_LETTER, (4, "10:20"), kind=ORG, owner=PETR,
          phone="+7 343 555-02-11", attempts=(Result.NO_ANSWER,),
          need="Просим помочь с волонтёрами на городской праздник двора: 40 человек, 12 декабря."),
    Story("Галиев Рустам Маратович", "experts", Channel.PHONE, (3, "15:05"), owner=ANNA, phone="+7 912 555-03-40",
          attempts=(Result.NO_ANSWER, Result.ASKED_LATER), need="Нужен юрист, который понимает в уставах НКО."),
    Story("Берёзкина Тамара Ильинична", "silver-mentor", Channel.WEB, (2, "9:15"), owner=ANNA,
          phone="+7 912 555-00-67", volunteer_id="95118240", need="Я учитель на пенсии. Хочу заниматься с детьми чтением."),
    Story("АНО «Тёплый дом»", "impact-assessment", Channel.EMAIL, (2, "11:40"), kind=ORG, owner=ANNA,
          email="teply-dom@primer.example", need="Помогите посчитать, что изменилось у семей за год."),
    Story("Ахметов Сергей Ильич", "consulting", Channel.WEB, (2, "14:02"), owner=PETR, phone="+7 922 555-04-18",
          need="Какие есть меры поддержки для дворового клуба?", time="после 15:00", fate="viewed"),
    Story("Мельник Арина", "platform-help", Channel.VISIT, (2, "16:30"), owner=ANNA, phone="+7 950 555-06-22",
          need="Не получается подтвердить часы."),
    Story("Никитина Ольга Андреевна", "social-design", Channel.WEB, (1, "16:30"), phone="+7 912 555-01-24",
          email="o.nikitina@primer.example", volunteer_id="96002534", time="после 11:00", fate="viewed",
          attempts=(Result.NO_ANSWER,),
          need="Хотим с соседями сделать дворовую библиотеку. Не знаем, как описать проект и где искать деньги."),
    Story("Школа № 98", "service-learning", Channel.OFFICIAL_LETTER, (1, "12:10"), kind=ORG, phone="+7 343 555-07-98",
          need="Хотим ввести обучение служением в 8–9 классах."),
    Story("Шмидт Елена Юрьевна", "first-aid", Channel.WEB, (0, "8:50"), phone="+7 961 555-08-14",
          need="Можно ли провести мастер-класс для родителей детского сада?"),
    Story("ООО «Вектор»", "corporate", Channel.EMAIL, (7, "10:00"), kind=ORG, owner=ANNA,
          email="hr@vektor.primer.example", attempts=(Result.TALKED,), need="Корпоративный день добрых дел, 25 человек."),
    Story("Ощепкова Нина Павловна", "platform-help", Channel.PHONE, (6, "11:25"), owner=ANNA,
          phone="+7 904 555-09-31", fate="delivered", need="Забыла пароль, не могу войти."),
    Story("Юсупова Алина Ринатовна", "consulting", Channel.WEB, (5, "13:45"), owner=PETR, phone="+7 982 555-10-07",
          email="alina@primer.example", fate="agreed", need="Хочу стать волонтёром в больнице. С чего начать?"),
    Story("Лебедев Павел Олегович", "consulting", Channel.VISIT, (1, "10:05"), owner=ANNA, phone="+7 912 555-11-45",
          fate="walk_in", need="Рассказать про гранты для молодёжи."),
)

# fmt: on
PAST = (
    ("Соколова Мария Игоревна", "consulting", 5, "Всё объяснили спокойно и по шагам."),
    ("Петров Илья Сергеевич", "informing", 5, ""),
    ("Кузнецова Анна Львовна", "platform-help", 4, "Помогли, но пришлось подождать."),
    ("Хасанова Лилия Фаритовна", "consulting", 5, "Спасибо за терпение!"),
    ("Орлов Денис Викторович", "social-design", 3, "Хотелось больше примеров проектов."),
    ("Васильева Галина Петровна", "silver-mentor", 5, "Очень тёплый приём."),
    ("Морозов Кирилл Андреевич", "dobro-vzaimno", 4, ""),
    ("Зайцева Ирина Олеговна", "informing", 5, "Нашли занятие рядом с домом."),
    ("АНО «Добрый двор»", "consulting", 5, "Получили чек-лист и список конкурсов."),
    ("Фёдоров Антон Павлович", "first-aid", 5, ""),
    ("Ильина Светлана Юрьевна", "consulting", 2, "Обещали перезвонить и не перезвонили."),
    ("Тимофеева Вера Николаевна", "platform-help", 5, "Наконец-то вижу свои часы."),
)


@dataclass
class Teller:
    """Tells stories at one centre, each thing at its own moment."""

    unit: Unit
    staff: dict[str, Actor]
    offered: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.zone = self.unit.zone
        self.calendar = deadlines.get_calendar(self.unit.region_id)
        self.offered = {service.code for service in licensing.list_offered(self.unit)}
        self.text_id = consents.current_text(Purpose.SERVICE).pk

    def moment(self, ago: int, time: str) -> dt.datetime:
        """The hour of the n-th working day before today; never later than a few minutes ago."""
        day = clock.today(self.zone)
        while ago or not self.calendar.is_working(day):
            day -= dt.timedelta(days=1)
            ago -= bool(ago and self.calendar.is_working(day))
        hour, minute = map(int, time.split(":"))
        told = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=self.zone)
        return min(told, clock.now() - dt.timedelta(minutes=20)).astimezone(dt.UTC)

    @contextmanager
    def later(self, start: dt.datetime, minutes: int) -> Iterator[None]:
        with clock.at(min(start + dt.timedelta(minutes=minutes), clock.now() - dt.timedelta(minutes=2))):
            yield

    def tell(self, story: Story) -> None:
        if story.service not in self.offered:
            return
        start = self.moment(*story.ago)
        with clock.at(start):
            request = self._enter(story)
        worker = self.staff.get(story.owner) or next(iter(self.staff.values()))
        if story.fate == "walk_in":
            return
        self._live(story, request, worker, start)

    def _live(self, story: Story, request: ServiceRequest, worker: Actor, start: dt.datetime) -> None:
        if story.owner and story.channel is Channel.WEB:
            with self.later(start, 30):
                actions.assign(actor=worker, request_id=request.pk, version=None)
        if story.fate:
            with self.later(start, 40):
                actions.open_request(actor=worker, request_id=request.pk)
        results = story.attempts or ((Result.TALKED,) if story.fate in {"agreed", "delivered", "rated"} else ())
        for place, result in enumerate(results):
            with self.later(start, 60 + place * 150):
                actions.record_contact(actor=worker, request_id=request.pk, version=None, way=Way.PHONE, result=result)
        if story.fate in {"agreed", "delivered", "rated"}:
            self._agree(story, request, worker, start)
        if story.fate in {"delivered", "rated"}:
            self._deliver(story, request, worker, start)

    def _agree(self, story: Story, request: ServiceRequest, worker: Actor, start: dt.datetime) -> None:
        told = (
            clock.now() if story.fate == "agreed" else start
        )  # what is over was agreed for the day after it was asked
        meeting = (told + dt.timedelta(days=1)).astimezone(self.zone).replace(hour=15, minute=0, second=0)
        with self.later(start, 70):
            actions.agree(
                actor=worker,
                request_id=request.pk,
                version=None,
                agreed_at=meeting.astimezone(dt.UTC),
                agreed_format=Format.IN_PERSON,
                note="Второй этаж, кабинет 4. Возьмите записи, если они есть.",
            )

    def _deliver(self, story: Story, request: ServiceRequest, worker: Actor, start: dt.datetime) -> None:
        with self.later(start, 60 * 28):
            actions.deliver(actor=worker, request_id=request.pk, version=None, done=self._done(story.service))
        if story.stars:
            with self.later(start, 60 * 30):
                actions.rate(
                    holder=Actor(ActorKind.HOLDER, id=request.pk),
                    visitor=NOBODY,
                    stars=story.stars,
                    comment=story.comment,
                )

    def _done(self, service: str) -> Done:
        topics = catalogue.list_topics(catalogue.get_service(service))
        return Done(
            format=Format.IN_PERSON,
            minutes=35,
            topic_code=topics[0].code if topics else "",
            outcome="Разобрали вопрос, дали памятку и контакты.",
            all_steps=True,
        )

    def _enter(self, story: Story) -> ServiceRequest:
        applicant = Applicant(
            name=story.name,
            preferred_way=Way.PHONE if story.phone else Way.EMAIL,
            phone=story.phone,
            email=story.email,
            preferred_time=story.time,
            volunteer_id=story.volunteer_id,
            kind=story.kind,
        )
        common: dict[str, Any] = {
            "unit": self.unit,
            "service_code": story.service,
            "applicant": applicant,
            "need": story.need,
        }
        key = f"demo-{self.unit.slug}-{story.name}-{story.ago}"[:64]
        if story.channel is Channel.WEB:
            return actions.submit_request(
                actor=NOBODY, channel=Channel.WEB, key=key, consent_text_id=self.text_id, **common
            )
        worker = self.staff.get(story.owner) or next(iter(self.staff.values()))
        manual = Manual(
            channel=story.channel,
            letter_number="214-О" if story.channel is Channel.OFFICIAL_LETTER else "",
            letter_date=clock.today(self.zone) if story.channel is Channel.OFFICIAL_LETTER else None,
            consent_method=Method.PAPER if story.channel is Channel.VISIT else Method.ORAL,
        )
        if story.fate == "walk_in":
            done = self._done(story.service)
            return actions.serve_walk_in(actor=worker, manual=manual, done=done, key=key, **common)
        return actions.add_request(actor=worker, manual=manual, key=key, **common)


def make() -> None:
    """Fill the demonstration: a whole day at «Уралмаш», a few requests elsewhere."""
    centres = {unit.name: unit for unit in network.list_centres()}
    for name, stories in _plan():
        unit = centres[f"Добро.Центр «{name}»"]
        staff = _workers(unit)
        if staff:
            teller = Teller(unit, staff)
            for story in stories:
                teller.tell(story)


def _workers(unit: Unit) -> dict[str, Actor]:
    employees = [row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_EMPLOYEE]
    return {user.name: network.actor_of(user) for user in employees}


def _plan() -> list[tuple[str, list[Story]]]:
    def elsewhere(shift: int) -> list[Story]:
        return [_past(*row, 3 + shift + place) for place, row in enumerate(PAST[:3])]

    return [
        ("Уралмаш", [_past(*row, 3 + 2 * n) for n, row in enumerate(PAST)] + list(TODAY)),
        ("Академический", elsewhere(1)),
        ("Академгородок", elsewhere(2)),
        ("Сретенка", elsewhere(3)),
        ("Авача", elsewhere(4)),
    ]


def _past(name: str, service: str, stars: int, comment: str, ago: int) -> Story:
    serial = sum(map(ord, name + service)) % 90 + 10
    kind = ORG if "«" in name else Kind.PERSON
    return Story(
        name, service, Channel.WEB, (ago, "11:30"), phone=f"+7 912 555-{serial}-{ago + 10}", kind=kind, owner=ANNA,
        fate="rated", stars=stars, comment=comment, need="Нужна консультация.",
    )  # fmt: skip
