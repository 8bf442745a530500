"""Who beneficiaries are: kinds, groups (A46-A54), what makes a visit easier. Nothing here judges anybody (A10)."""

from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.words import fold


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


KIND_NAMES: dict[Kind, str] = {Kind.PERSON: "Человек", Kind.ORGANISATION: "Организация"}


class Audience(StrEnum):
    """The codes of `catalogue`'s reference; a test compares them."""

    P_VOLUNTEER = "P_VOLUNTEER"  # A46
    P_PROJECT_LEAD = "P_PROJECT_LEAD"  # A47
    P_HELP_RECIPIENT = "P_HELP_RECIPIENT"  # A48
    P_RESIDENT = "P_RESIDENT"  # A49: whoever belongs to none of the above
    O_ORGANISER = "O_ORGANISER"  # A50
    O_NGO = "O_NGO"  # A51
    O_BUSINESS = "O_BUSINESS"  # A52
    O_PUBLIC = "O_PUBLIC"  # A53
    O_MEDIA = "O_MEDIA"  # A54


AUDIENCE_NAMES: dict[Audience, str] = {
    Audience.P_VOLUNTEER: "Волонтёр или участник инициатив",
    Audience.P_PROJECT_LEAD: "Автор социального проекта",
    Audience.P_HELP_RECIPIENT: "Получает помощь волонтёров",
    Audience.P_RESIDENT: "Житель",
    Audience.O_ORGANISER: "Организатор добровольчества",
    Audience.O_NGO: "Некоммерческая организация",
    Audience.O_BUSINESS: "Коммерческая организация",
    Audience.O_PUBLIC: "Орган власти или учреждение",
    Audience.O_MEDIA: "Редакция, СМИ",
}
# What is kept: a resident is who has no other group, so «житель» is never stored.
CHOSEN: dict[Kind, tuple[Audience, ...]] = {
    Kind.PERSON: (Audience.P_VOLUNTEER, Audience.P_PROJECT_LEAD, Audience.P_HELP_RECIPIENT),
    Kind.ORGANISATION: (
        Audience.O_ORGANISER,
        Audience.O_NGO,
        Audience.O_BUSINESS,
        Audience.O_PUBLIC,
        Audience.O_MEDIA,
    ),
}


class Need(StrEnum):
    """What makes a visit or a talk easier: said as what to do, never as a diagnosis."""

    LOUDER = "louder"
    LARGE_TEXT = "large_text"
    STEP_FREE = "step_free"
    SIGN_LANGUAGE = "sign_language"
    PLAIN_WORDS = "plain_words"
    COMPANION = "companion"
    GUIDE_DOG = "guide_dog"
    AT_HOME = "at_home"


NEED_NAMES: dict[Need, str] = {
    Need.LOUDER: "Говорить громче и чётче",
    Need.LARGE_TEXT: "Печатать крупно",
    Need.STEP_FREE: "Вход без ступеней или лифт",
    Need.SIGN_LANGUAGE: "Жестовый язык",
    Need.PLAIN_WORDS: "Простые слова, без спешки",
    Need.COMPANION: "Придёт с помощником",
    Need.GUIDE_DOG: "Придёт с собакой-проводником",
    Need.AT_HOME: "Связь и встреча дома",
}

CHILD_UNTIL = 14  # years: younger people come with a parent's phone
OLDEST = 115


def audiences_of(kind: str, codes: set[str]) -> tuple[Audience, ...]:
    """In their order; a person without a group is a resident (A49)."""
    found = tuple(code for code in Audience if code in codes)
    return found or ((Audience.P_RESIDENT,) if kind == Kind.PERSON else ())


def require_audiences(kind: str, codes: set[str]) -> frozenset[Audience]:
    """`Refusal("audiences")` for a group of the other kind: people are not редакции."""
    chosen = {Audience(code) for code in codes} - {Audience.P_RESIDENT}
    if chosen - set(CHOSEN[Kind(kind)]):
        raise Refusal("audiences", "Эта группа бывает только у другого вида карточек.", field="audiences")
    return frozenset(chosen)


def require_birth_year(year: int | None, this_year: int) -> int | None:
    if year is not None and not this_year - OLDEST <= year <= this_year:
        message = f"Год рождения — от {this_year - OLDEST} до {this_year}. Если не знаете, оставьте поле пустым."
        raise Refusal("birth_year", message, field="birth_year")
    return year


def is_child(birth_year: int | None, this_year: int) -> bool:
    return birth_year is not None and this_year - birth_year < CHILD_UNTIL


def is_outside(oktmo: str, municipality: str, territory: list[tuple[str, str]]) -> bool:
    """A55: a known place that is in no part of the territory. A part is a code, which starts the codes inside it, and
    a name; without a territory nothing is outside."""
    if not territory or not (oktmo or municipality):
        return False
    if oktmo:
        return not any(oktmo.startswith(code.rstrip("0") or code) for code, _ in territory)
    return fold(municipality) not in {fold(name) for _, name in territory}
