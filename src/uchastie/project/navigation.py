"""The menu of the staff pages as data. A section is shown to the roles that may open it."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.agreements.access import READERS as AGREEMENT_READERS
from uchastie.crm.assessment.access import READERS as PROFILE_READERS
from uchastie.crm.councils.access import READERS as COUNCIL_READERS
from uchastie.crm.desk.access import HEADS, READERS, WORKERS
from uchastie.crm.families.access import CATEGORY_EDITORS, COORDINATORS
from uchastie.crm.family_cabinet.access import ANSWERERS
from uchastie.crm.guardians.access import VERIFIERS
from uchastie.crm.insight.access import COUNTERS
from uchastie.crm.involvement.access import LEADERS as INVOLVEMENT_LEADERS
from uchastie.crm.involvement.access import READERS as INVOLVEMENT_READERS
from uchastie.crm.licensing.access import REVIEWERS
from uchastie.crm.licensing.access import WORKERS as CENTRE_STAFF
from uchastie.crm.neighbours.access import MODERATORS as NEIGHBOUR_MODERATORS
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.notifications.access import EDITORS, LOG_READERS
from uchastie.crm.outreach.access import READERS as OUTREACH_READERS
from uchastie.crm.oversight.access import FEDERAL
from uchastie.crm.oversight.access import READERS as REPORT_READERS
from uchastie.crm.people.access import KNOWS_PEOPLE
from uchastie.crm.platform.access import READERS as PLATFORM_READERS
from uchastie.crm.practices.access import READERS as PRACTICE_READERS
from uchastie.crm.reports.access import READERS as PERIOD_READERS
from uchastie.crm.stories.access import READERS as STORY_READERS
from uchastie.crm.voices.access import READERS as VOICE_READERS
from uchastie.kernel.actor import Actor

EVERYBODY = tuple(STAFF)
INSTALLERS = (Role.ADMIN, Role.FEDERAL_MANAGER)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    label: str
    icon: str
    url_name: str
    roles: tuple[Role, ...]
    short: str = ""  # for the bar at the bottom of a phone; only sections with a short name stand there
    centre_only: bool = False  # needs a centre as the current unit


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    label: str
    icon: str
    url: str
    short: str = ""
    count: int | None = None
    hot: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # a menu is made once for its roles and is itself the key of its drawing
class Group:
    """Folded on the page unless it holds the section that is open."""

    title: str
    items: tuple[Item, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(item.key for item in self.items)


MENU: tuple[tuple[str, tuple[Section, ...]], ...] = (
    (
        "",
        (
            Section("desk", "Заявки на сервисы", "inbox", "desk:queue", READERS, short="Заявки"),
            Section("add", "Добавить", "plus", "desk:add", WORKERS, short="Добавить", centre_only=True),
            Section("people", "Благополучатели", "users", "people:index", KNOWS_PEOPLE, short="Люди"),
            Section("calendar", "Календарь", "calendar-days", "desk:calendar", READERS, centre_only=True),
        ),
    ),
    (
        "Опека",
        (
            Section("today", "Опека сегодня", "layout-dashboard", "oversight:today", COORDINATORS, short="Сегодня"),
            Section("families-screening", "Отбор заявок", "inbox", "families:screening", COORDINATORS, short="Отбор"),
            Section("families", "Семьи", "house", "families:index", COORDINATORS),
            Section("pairs", "Соединение", "handshake", "guardianship:index", COORDINATORS),
            Section("calls", "Созвоны", "phone-call", "followup:board", COORDINATORS, short="Созвоны"),
            Section("help-given", "Помощь семьям", "hand-heart", "followup:log", FEDERAL),
            Section("family-appeals", "Письма семей", "message-circle", "family_cabinet:answers", ANSWERERS),
            Section("agreements", "Соглашения", "file-check", "agreements:index", AGREEMENT_READERS),
            Section("stories", "Истории", "book-open", "stories:index", STORY_READERS),
            Section("report", "Отчёт дня", "send", "oversight:report", REPORT_READERS),
            Section("control", "Контроль регионов", "map", "oversight:control", FEDERAL),
            Section("matching", "Подбор", "heart-handshake", "matching:index", COORDINATORS),
            Section("guardians", "Опекуны", "hand-helping", "guardians:index", COORDINATORS),
            Section("guardian-applications", "Проверка опекунов", "badge-check", "guardians:applications", VERIFIERS),
            Section("families-categories", "Виды помощи", "list-checks", "families:categories", CATEGORY_EDITORS),
        ),
    ),
    (
        "Дела центра",
        (
            Section("figures", "Показатели", "chart-column", "insight:month", COUNTERS),
            Section("reports", "Отчёты", "file-text", "reports:index", PERIOD_READERS),
            Section("visits", "Посещения", "footprints", "visits:index", READERS),
            Section("plan", "События", "calendar-check", "events:year", READERS),
            Section("outreach", "Информирование", "megaphone", "outreach:ledger", OUTREACH_READERS),
            Section("platform", "Платформа и Взаимно", "monitor", "platform:index", PLATFORM_READERS),
            Section("feedback", "Оценки и ответы", "star", "feedback:index", READERS),
        ),
    ),
    (
        "Сервисы и знания",
        (
            Section("catalogue", "Сервисы", "hand-heart", "catalogue:index", EVERYBODY, short="Сервисы"),
            Section("knowledge", "База знаний", "book-open", "knowledge:index", EVERYBODY),
            Section("own-training", "Моё обучение", "book-open", "training:own", CENTRE_STAFF, centre_only=True),
            Section("training", "Обучение", "graduation-cap", "training:training", EVERYBODY),
            Section("place", "О добровольчестве здесь", "map-pin", "licensing:place", EVERYBODY),
        ),
    ),
    (
        "Вовлечение",
        (
            Section("voices", "Голоса и ответы", "message-square-text", "voices:desk", VOICE_READERS),
            Section("involvement", "Вовлечение", "hand-helping", "involvement:index", INVOLVEMENT_READERS),
            Section("support", "Поддержка участия", "handshake", "support:log", INVOLVEMENT_LEADERS),
            Section("assessment", "Профиль вовлечения", "target", "assessment:index", PROFILE_READERS),
            Section("practices", "Практики", "lightbulb", "practices:index", PRACTICE_READERS),
            Section("councils", "Советы", "users", "councils:index", COUNCIL_READERS),
            Section("surveys", "Опросы", "list-checks", "surveys:index", COUNCIL_READERS),
        ),
    ),
    (
        "Соседи",
        (Section("neighbours", "Просьбы соседей", "hand-helping", "neighbours:work", NEIGHBOUR_MODERATORS),),
    ),
    (
        "Устройство",
        (
            Section("team", "Кто что ведёт", "user-round-check", "desk:team", HEADS, centre_only=True),
            Section("own-licence", "Договор и набор", "file-check", "licensing:own", CENTRE_STAFF, centre_only=True),
            Section("licences", "Договоры центров", "file-check", "licensing:index", REVIEWERS),
            Section(
                "premises", "Готовность центра", "clipboard-check", "licensing:here", CENTRE_STAFF, centre_only=True
            ),
            Section("network", "Центры и сотрудники", "landmark", "network:index", EVERYBODY),
            Section("texts", "Тексты сообщений", "message-square-text", "notifications:templates", EDITORS),
            Section("delivery", "Журнал доставки", "send", "notifications:log", LOG_READERS),
            Section("setup", "Установка", "settings", "setup:index", INSTALLERS),
        ),
    ),
)
DEMO_ONLY = Section("demo-messages", "Все письма", "send", "notifications:demo", EVERYBODY)


def menu_of(actor: Actor, unit: Unit | None, *, demo: bool) -> tuple[Group, ...]:
    roles = frozenset(grant.role for grant in actor.grants)
    return _menu(roles, unit is not None and unit.kind == UnitKind.CENTRE, demo)


@lru_cache(maxsize=256)
def _menu(roles: frozenset[str], in_centre: bool, demo: bool) -> tuple[Group, ...]:
    groups = [Group(title, _items(sections, roles, in_centre)) for title, sections in MENU]
    if demo:
        groups.append(Group("Демонстрация", _items((DEMO_ONLY,), roles, in_centre)))
    return tuple(group for group in groups if group.items)


def _items(sections: tuple[Section, ...], roles: frozenset[str], in_centre: bool) -> tuple[Item, ...]:
    return tuple(
        Item(section.key, section.label, section.icon, reverse(section.url_name), section.short)
        for section in sections
        if not roles.isdisjoint(section.roles) and (in_centre or not section.centre_only)
    )
