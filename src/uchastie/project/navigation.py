"""The menu of the staff pages as data. A section is shown to the roles that may open it."""

from dataclasses import dataclass

from django.urls import reverse

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.desk.access import READERS, WORKERS
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor

EVERYBODY = tuple(STAFF)


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


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    items: tuple[Item, ...]


MENU: tuple[tuple[str, tuple[Section, ...]], ...] = (
    (
        "",
        (
            Section("desk", "Заявки на сервисы", "inbox", "desk:queue", READERS, short="Заявки"),
            Section("add", "Добавить", "plus", "desk:add", WORKERS, short="Добавить", centre_only=True),
        ),
    ),
    (
        "Центр",
        (
            Section("catalogue", "Сервисы", "hand-heart", "catalogue:index", EVERYBODY, short="Сервисы"),
            Section("network", "Центры и сотрудники", "landmark", "network:index", EVERYBODY),
        ),
    ),
)
DEMO_ONLY = Section("messages", "Все письма", "send", "demo:messages", EVERYBODY)


def menu_of(actor: Actor, unit: Unit | None, *, demo: bool) -> tuple[Group, ...]:
    groups = [Group(title, _items(sections, actor, unit)) for title, sections in MENU]
    if demo:
        groups.append(Group("Демонстрация", _items((DEMO_ONLY,), actor, unit)))
    return tuple(group for group in groups if group.items)


def _items(sections: tuple[Section, ...], actor: Actor, unit: Unit | None) -> tuple[Item, ...]:
    return tuple(
        Item(section.key, section.label, section.icon, reverse(section.url_name), section.short)
        for section in sections
        if _shown(section, actor, unit)
    )


def _shown(section: Section, actor: Actor, unit: Unit | None) -> bool:
    in_centre = unit is not None and unit.kind == UnitKind.CENTRE
    return actor.has_role(*section.roles) and (in_centre or not section.centre_only)
