"""The twelve roles of the access table and what is common to them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal


class Role(StrEnum):
    CENTRE_EMPLOYEE = "centre_employee"
    CENTRE_HEAD = "centre_head"
    REGION_COORDINATOR = "region_coordinator"
    MUNICIPAL_COORDINATOR = "municipal_coordinator"
    FEDERAL_MANAGER = "federal_manager"
    FEDERAL_ANALYST = "federal_analyst"
    GUARDIAN_REP = "guardian_rep"
    FAMILY_REP = "family_rep"
    BENEFICIARY = "beneficiary"
    ORG_REP = "org_rep"
    DPO = "dpo"
    ADMIN = "admin"


ROLE_NAMES: dict[Role, str] = {
    Role.CENTRE_EMPLOYEE: "Сотрудник Добро.Центра",
    Role.CENTRE_HEAD: "Руководитель Добро.Центра",
    Role.REGION_COORDINATOR: "Координатор регионального штаба",
    Role.MUNICIPAL_COORDINATOR: "Координатор муниципального штаба",
    Role.FEDERAL_MANAGER: "Федеральный менеджер программы",
    Role.FEDERAL_ANALYST: "Федеральный аналитик",
    Role.GUARDIAN_REP: "Представитель опекуна",
    Role.FAMILY_REP: "Представитель семьи",
    Role.BENEFICIARY: "Благополучатель",
    Role.ORG_REP: "Представитель организации",
    Role.DPO: "Ответственный за персональные данные",
    Role.ADMIN: "Администратор",
}

# Staff see other people's data, so a second factor is required of them.
STAFF: frozenset[Role] = frozenset(Role) - {
    Role.GUARDIAN_REP,
    Role.FAMILY_REP,
    Role.BENEFICIARY,
    Role.ORG_REP,
}


# Session: a persona of the demonstration was chosen; only the view that checks where the request comes from sets it.
PERSONA_FLAG = "persona"


class Scope(StrEnum):
    """What an API key may do; a key acts as its user and never more than that."""

    REQUESTS_READ = "requests:read"
    REQUESTS_WRITE = "requests:write"


SCOPE_NAMES: dict[Scope, str] = {
    Scope.REQUESTS_READ: "читать заявки",
    Scope.REQUESTS_WRITE: "создавать и вести заявки",
}


@dataclass(frozen=True, slots=True)
class Persona:
    """A role that a visitor of the demonstration may try. With an address it signs in as that user; else it is a link."""

    key: str
    title: str
    text: str
    icon: str
    helps: bool = True  # stands under «Я помогаю», else under «Мне нужна помощь»
    email: str = ""
    url: str = "/"
    find_url: Callable[[], str] | None = None  # for links that exist only when the demonstration has been filled


def require_name(name: str) -> str:
    clean = " ".join(name.split())
    if len(clean) < 2 or not any(letter.isalpha() for letter in clean):
        raise Refusal("name", "Напишите имя и фамилию.", field="name")
    if len(clean) > 150:
        raise Refusal("name", "Имя длиннее 150 знаков. Сократите его.", field="name")
    return clean


def initials(name: str) -> str:
    """«Анна Ковалёва» → «АК», «» → «?»."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"
