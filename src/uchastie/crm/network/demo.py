"""Six centres in four regions and the people who work there. All of it is invented."""

from dataclasses import dataclass, field

from django.db import transaction

from uchastie.crm.accounts import actions as accounts
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Persona, Role
from uchastie.crm.network import actions
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import CentreCard, Interval, Municipality, Room, parse_hours
from uchastie.kernel.actor import SYSTEM

MAIL = "primer.example"


@dataclass(frozen=True, slots=True)
class Centre:
    region: str
    card: CentreCard
    hours: tuple[str, ...]  # seven days from Monday
    territory: Municipality
    premises: list[Room] = field(default_factory=list)


CENTRES = (
    Centre(
        "66",
        CentreCard(
            name="Добро.Центр «Уралмаш»",
            town="Екатеринбург",
            address="ул. Культуры, 12",
            host_name="МБУ «Дом молодёжи Орджоникидзевского района»",
            host_inn="6673000005",
            directions="вход со двора, крыльцо с пандусом",
            phone="+7 343 555-01-12",
            email=f"uralmash@{MAIL}",
            latitude=56.8846,
            longitude=60.5896,
        ),
        ("9–18",) * 7,
        Municipality("65701000", "город Екатеринбург"),
        [
            Room("Зал приёма", "1 этаж, от входа налево", step_free=True),
            Room("Переговорная", "1 этаж, можно поговорить наедине", step_free=True),
            Room("Мастерская", "2 этаж, без лифта"),
        ],
    ),
    Centre(
        "66",
        CentreCard(
            name="Добро.Центр «Академический»",
            town="Екатеринбург",
            address="пр-т Академика Сахарова, 57",
            host_name="МАУК «Библиотечный центр Академический»",
            directions="остановка «Площадь Искусств», вход через библиотеку",
            phone="+7 343 555-01-57",
            email=f"akademicheskiy@{MAIL}",
            latitude=56.7889,
            longitude=60.5281,
        ),
        ("10–19",) * 5 + ("11–17", "выходной"),
        Municipality("65701000", "город Екатеринбург"),
        [Room("Читальный зал", "1 этаж", step_free=True)],
    ),
    Centre(
        "66",
        CentreCard(
            name="Добро.Центр «Тагил»",
            town="Нижний Тагил",
            address="пр-т Ленина, 38",
            host_name="МБУ «Городской Дворец молодёжи»",
            directions="главный вход, второй этаж, на лифте",
            phone="+7 3435 55-01-38",
            email=f"tagil@{MAIL}",
            latitude=57.9101,
            longitude=59.9813,
        ),
        ("9:00–13:00, 14:00–18:00",) * 5 + ("выходной", "выходной"),
        Municipality("65751000", "город Нижний Тагил"),
        [Room("Кабинет 204", "2 этаж, есть лифт", step_free=True)],
    ),
    Centre(
        "54",
        CentreCard(
            name="Добро.Центр «Академгородок»",
            town="Новосибирск",
            address="Морской проспект, 23",
            host_name="АНО «Дом добрых дел»",
            directions="вход с бульвара Молодёжи",
            phone="+7 383 555-01-23",
            email=f"akademgorodok@{MAIL}",
            latitude=54.8386,
            longitude=83.1067,
        ),
        ("10–19",) * 6 + ("выходной",),
        Municipality("50701000", "город Новосибирск"),
        [Room("Гостиная", "1 этаж", step_free=True)],
    ),
    Centre(
        "77",
        CentreCard(
            name="Добро.Центр «Сретенка»",
            town="Москва",
            address="ул. Сретенка, 29",
            host_name="ФГБОУ ВО МГППУ — Волонтёрский корпус",
            directions="метро «Сухаревская», 4 минуты пешком; на входе скажите «в Добро.Центр»",
            phone="+7 495 555-01-29",
            email=f"sretenka@{MAIL}",
            latitude=55.7702,
            longitude=37.6319,
        ),
        ("9–18",) * 7,
        Municipality("45379000", "муниципальный округ Мещанский"),
        [Room("Аудитория 101", "1 этаж, есть подъёмник", step_free=True)],
    ),
    Centre(
        "41",
        CentreCard(
            name="Добро.Центр «Авача»",
            town="Петропавловск-Камчатский",
            address="ул. Ленинская, 46",
            host_name="КГАУ «Дом молодёжи»",
            directions="у озера Култучного, вход со стороны площади",
            phone="+7 4152 55-01-46",
            email=f"avacha@{MAIL}",
            latitude=53.0186,
            longitude=158.6478,
        ),
        ("10–18",) * 5 + ("11–16", "выходной"),
        Municipality("30701000", "город Петропавловск-Камчатский"),
        [Room("Зал у озера", "1 этаж", step_free=True)],
    ),
)

# Name, address before @, unit (slug), role, position.
STAFF = (
    ("Анна Ковалёва", "kovaleva", "uralmash", Role.CENTRE_EMPLOYEE, "специалист центра"),
    ("Пётр Зимин", "zimin", "uralmash", Role.CENTRE_EMPLOYEE, "администратор"),
    ("Марина Лебедева", "lebedeva", "uralmash", Role.CENTRE_HEAD, "руководитель центра"),
    ("Дарья Мельникова", "melnikova", "akademgorodok", Role.CENTRE_EMPLOYEE, "специалист центра"),
    ("Ирина Соколова", "sokolova", "r66", Role.REGION_COORDINATOR, "координатор региона"),
    ("Виктория Орлова", "orlova", "russia", Role.FEDERAL_MANAGER, "менеджер программы"),
    ("Олег Сухов", "sukhov", "russia", Role.ADMIN, "администратор системы"),
)

PERSONAS = (
    Persona("citizen", "Житель", "найти центр и подать заявку", "map-pin", helps=False),
    Persona("applicant", "Я уже подал заявку", "узнать, что с ней", "search", helps=False, url="/find-request/"),
    Persona(
        "family",
        "Семья с одним телефоном",
        "войти с +7 912 555-77-01, код в «Что отправлено»",
        "inbox",
        helps=False,
        url="/my/sign-in/",
    ),
    Persona(
        "employee",
        "Сотрудник Добро.Центра",
        "Анна Ковалёва: заявки и приём за стойкой",
        "inbox",
        email=f"kovaleva@{MAIL}",
        url="/desk/",
    ),
    Persona(
        "head",
        "Руководитель центра",
        "Марина Лебедева: люди, часы, сервисы",
        "building-2",
        email=f"lebedeva@{MAIL}",
        url="/desk/",
    ),
    Persona(
        "coordinator",
        "Координатор региона",
        "Ирина Соколова: семьи, опекуны и центры области",
        "map",
        email=f"sokolova@{MAIL}",
        url="/opeka/today/",
    ),
    Persona(
        "federal",
        "Федеральный менеджер",
        "Виктория Орлова: регионы и сервисы",
        "landmark",
        email=f"orlova@{MAIL}",
        url="/network/",
    ),
    Persona(
        "admin",
        "Администратор",
        "Олег Сухов: доступ и настройка",
        "settings",
        email=f"sukhov@{MAIL}",
        url="/network/",
    ),
)


@transaction.atomic
def make() -> None:
    for centre in CENTRES:
        _open(centre)
    users: dict[str, User] = {}
    for name, login, slug, role, position in STAFF:
        users[login] = accounts.make_user(SYSTEM, email=f"{login}@{MAIL}", name=name)
        actions.assign(SYSTEM, user=users[login], unit=Unit.objects.get(slug=slug), role=role, position=position)


def _open(centre: Centre) -> Unit:
    hours: list[Interval] = []
    for weekday, text in enumerate(centre.hours):
        hours += parse_hours(weekday, text)
    details = actions.CentreInput(centre.card, hours, centre.premises, [centre.territory])
    return actions.create_centre(SYSTEM, region_code=centre.region, details=details)
