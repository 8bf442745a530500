"""The six stages on the board (B54) and what is said of a family that stands in one of them."""

from dataclasses import dataclass

from uchastie.crm.families.rules import STAGE_NAMES, FamilyState
from uchastie.crm.guardianship.rules import PairState
from uchastie.ui.text import plural

SHORT: dict[int, str] = dict(STAGE_NAMES) | {2: "Работа с опекунами", 5: "Обратная связь и отчёты"}
LONG_WAIT = 2  # days without a decision after which a family is today's work

_NEXT: dict[str, str] = {
    PairState.PROPOSED: "ответьте, пожалуйста, берётесь ли вы помогать семье",
    PairState.MATCHED: "договоритесь, пожалуйста, о дне знакомства с семьёй",
    PairState.INTRODUCED: "подпишите, пожалуйста, соглашение с семьёй",
    PairState.SIGNED: "подтвердите, пожалуйста, когда начинаете помогать",
}


def asked_of_guardian(state: str) -> str:
    """What the guardian of a pair in this state is reminded of."""
    return _NEXT.get(state, "отметьте, пожалуйста, какую помощь вы дали, или позвоните нам, если что-то мешает")


@dataclass(frozen=True, slots=True)
class Say:
    words: str
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the board knows of one family. `clock` and `call`: words and tone of what runs out soonest."""

    state: str
    days: int  # since it came
    clock: tuple[str, str] | None = None
    call: tuple[str, str] | None = None
    alarm: str = ""


def says(seen: Seen, stage: int) -> Say:
    """The most urgent thing of the family, in words."""
    if stage == 1:
        return _screening(seen)
    if stage == 3:
        return _connecting(seen)
    if stage == 6:
        ended = seen.state == FamilyState.ENDED
        return (
            Say("решите, что дальше", "circle-help", "today")
            if ended
            else Say("прекращают: подтвердите", "circle-help", "today")
        )
    return _support(seen)


def _screening(seen: Seen) -> Say:
    if seen.state == FamilyState.NEEDS_CLARIFIED:
        return Say("решите, нужна ли опека", "circle-help", "today")
    if seen.days > LONG_WAIT:
        return Say(f"ждёт решения {plural(seen.days, 'день', 'дня', 'дней')}", "clock", "today")
    if seen.state == FamilyState.RECEIVED:
        return Say("новая: позвоните", "inbox")
    return Say("уточните потребности", "circle-help")


def _connecting(seen: Seen) -> Say:
    if seen.clock:
        words, tone = seen.clock
        return Say(words, "triangle-alert" if tone == "late" else "clock", tone)
    if seen.state == FamilyState.CONNECTED:
        return Say("оформляют помощь", "file-check", "wait")
    return Say(f"ищем опекуна {plural(max(seen.days, 1), 'день', 'дня', 'дней')}", "heart-handshake", "wait")


def _support(seen: Seen) -> Say:
    if seen.call:
        words, tone = seen.call
        return Say(words, "triangle-alert" if tone == "late" else "phone-call", tone)
    if seen.alarm:
        return Say(seen.alarm, "triangle-alert", "today")
    return Say("помощь идёт", "circle-check", "done")
