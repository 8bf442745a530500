"""What a family may write to the headquarters besides its needs. Pure Python."""

from enum import StrEnum

from uchastie.kernel.errors import Refusal

MOST = 2000
ANSWER_WORKING_DAYS = 3  # ours: the sources are silent; a complaint must not wait
FORGET_WORKING_DAYS = 10  # of the law on personal data: the answer to a person about its data


class Kind(StrEnum):
    COMPLAINT = "complaint"
    FORGET = "forget"


class About(StrEnum):
    GUARDIAN = "guardian"
    HQ = "hq"
    OTHER = "other"


KIND_NAMES: dict[Kind, str] = {Kind.COMPLAINT: "Жалоба", Kind.FORGET: "Просьба забыть"}
ABOUT_NAMES: dict[About, str] = {
    About.GUARDIAN: "На опекуна или его помощников",
    About.HQ: "На штаб или координатора",
    About.OTHER: "На другое",
}


def goes_to_federal(about: About) -> bool:
    """A complaint about the headquarters is not read by the headquarters."""
    return about is About.HQ


def require_text(text: str, *, field: str = "text") -> str:
    clean = text.strip()
    if len(clean) < 3:
        raise Refusal("empty", "Напишите хотя бы несколько слов.", field=field)
    if len(clean) > MOST:
        raise Refusal("long", f"Слишком длинно: не больше {MOST} знаков.", field=field)
    return clean
