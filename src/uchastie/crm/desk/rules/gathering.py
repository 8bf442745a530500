"""A list of people as it is pasted: one person a line, a name and whatever else is known. Pure Python."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.desk.rules.limits import GROUP_LIMIT, UNNAMED_LIMIT
from uchastie.crm.people import rules as people
from uchastie.kernel.errors import Refusal

_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.)]\s+")
_EMAIL = re.compile(r"[^\s,;|]+@[^\s,;|]+")
_PHONE = re.compile(r"\+?\d[\d\s().‐-―−-]{8,}\d")
_ID = re.compile(r"(?:\bid\s*:?\s*|№\s*)?\b\d{4,10}\b", re.IGNORECASE)
_APART = re.compile(r"[\s,;|]+")


@dataclass(frozen=True, slots=True)
class Participant:
    """One of a group: a card that was found (`beneficiary_id`), or what was written down."""

    name: str = ""
    phone: str = ""
    email: str = ""
    volunteer_id: str = ""
    beneficiary_id: UUID | None = None

    @property
    def mark(self) -> object:
        """Two with the same mark are one person entered twice."""
        if self.beneficiary_id:
            return self.beneficiary_id
        return (frozenset(self.name.casefold().replace("ё", "е").split()), re.sub(r"\D", "", self.phone)[-10:])


def read_list(text: str) -> list[Participant]:
    """«1. Ларина Вера, 8 912 345-67-89, 96002534» → name, phone and ID; empty lines are skipped."""
    return [_read_line(line) for line in text.splitlines() if line.strip()]


def _read_line(line: str) -> Participant:
    rest = _NUMBERED.sub("", line)
    email, rest = _take(_EMAIL, rest)
    phone, without = _take(_PHONE, rest)
    if phone and not _is_id(phone):
        rest = without
    else:  # ten digits that no phone begins with are an ID
        phone = ""
    volunteer_id, rest = _take(_ID, rest)
    return Participant(people.clean_name(_APART.sub(" ", rest)), phone, email, volunteer_id)


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """What the pattern finds first, and the text without it."""
    found = pattern.search(text)
    return (found[0].strip(), f"{text[: found.start()]} {text[found.end() :]}") if found else ("", text)


def _is_id(digits: str) -> bool:
    try:
        people.phone_e164(digits)
    except Refusal:
        return re.fullmatch(r"\d{4,10}", digits) is not None
    return False


def without_repeats(people_of_group: Sequence[Participant]) -> list[Participant]:
    """The first of each, in their order."""
    return list({one.mark: one for one in reversed(people_of_group)}.values())[::-1]


def require_group(named: Sequence[Participant], unnamed: int) -> None:
    """At least two, one of them by name; not more than can be looked over at once."""
    if not named:
        raise Refusal("nobody", "Добавьте хотя бы одного человека по имени: без заявки оказать нельзя.", field="people")
    if len(named) + unnamed < 2:
        message = "Группа — это от двух человек. Одного добавьте через «Добавить»."
        raise Refusal("not_a_group", message, field="people")
    if len(named) > GROUP_LIMIT or unnamed > UNNAMED_LIMIT:
        message = f"За один раз — до {GROUP_LIMIT} человек по имени. Остальных добавьте второй группой."
        raise Refusal("too_many", message, field="people")
    if len({one.mark for one in named}) < len(named):
        raise Refusal("twice", "Кто-то из списка добавлен дважды. Уберите повтор.", field="people")
