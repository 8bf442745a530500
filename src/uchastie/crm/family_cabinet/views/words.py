"""Codes of the programme in the family's words."""

from collections.abc import Mapping

from uchastie.crm.agreements.rules import KIND_NAMES, STATE_NAMES
from uchastie.crm.families.models import NeedChange
from uchastie.crm.families.rules import (
    FORMAT_NAMES,
    NEED_STATE_NAMES,
    PERIODICITY_NAMES,
    URGENCY_NAMES,
    FamilyState,
    NeedState,
)
from uchastie.crm.guardianship.rules import PairState

KINDS, PAPERS, PERIODICITIES = KIND_NAMES, STATE_NAMES, PERIODICITY_NAMES

# What happens now, and what comes next.
STATES: dict[FamilyState, tuple[str, str]] = {
    FamilyState.RECEIVED: ("Заявка у координатора", "Он позвонит вам и спросит, какая помощь нужна."),
    FamilyState.SCREENING: ("Координатор изучает заявку", "Он позвонит вам и спросит, какая помощь нужна."),
    FamilyState.NEEDS_CLARIFIED: ("Координатор решает, какая помощь подойдёт", "О решении вам скажут."),
    FamilyState.WAITING: ("Ищем вам опекуна", "Как только найдём, координатор познакомит вас."),
    FamilyState.MATCHED: ("Опекун найден", "Координатор познакомит вас не позже чем через трое суток."),
    FamilyState.CONNECTED: ("Вы познакомились с опекуном", "Осталось подписать соглашение о помощи."),
    FamilyState.HELPED: ("Вам помогает опекун", "Координатор звонит и спрашивает, всё ли хорошо."),
    FamilyState.ENDED: ("Помощь опекуна закончилась", "Координатор спросит, нужен ли другой опекун."),
    FamilyState.DECLINED: ("Помогут сервисы Добро.Центра", "Ваши заявки видны в «Моих сервисах»."),
    FamilyState.CLOSED: ("Дело закрыто", "Если помощь снова понадобится, позвоните в штаб."),
}
NEEDS: dict[NeedState, tuple[str, str, str]] = {  # words, icon, tone
    NeedState.OPEN: ("ищем, кто поможет", "hourglass", "wait"),
    NeedState.PROMISED: ("есть кому помочь", "circle-check", "done"),
    NeedState.PARTLY: ("помогли частично, ищем дальше", "hourglass", "wait"),
    NeedState.MET: ("сделано", "circle-check", "done"),
    NeedState.WITHDRAWN: ("больше не нужно", "ban", ""),
}
PAIRS: dict[PairState, str] = {
    PairState.MATCHED: "скоро познакомитесь",
    PairState.INTRODUCED: "познакомились",
    PairState.SIGNED: "соглашение подписано",
    PairState.ACTIVE: "помогает",
    PairState.ENDING_REPORTED: "помощь заканчивается, штаб позвонит",
    PairState.ENDED: "помощь закончилась",
}
FIELDS = {
    "category": "вид помощи",
    "description": "что именно",
    "format": "прийти или на расстоянии",
    "periodicity": "как часто",
    "urgency": "срочность",
    "times": "дни и часы",
    "state": "состояние",
}
_CODES: dict[str, Mapping[str, str]] = {
    "format": {str(key): name for key, name in FORMAT_NAMES.items()},
    "periodicity": {str(key): name for key, name in PERIODICITY_NAMES.items()},
    "urgency": {str(key): name for key, name in URGENCY_NAMES.items()},
    "state": {str(key): name for key, name in NEED_STATE_NAMES.items()},
}


def changes(change: NeedChange, categories: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(field, before, after) in words; empty for a new need."""
    codes = _CODES | {"category": categories}
    if not change.before:
        return []
    return [
        (FIELDS.get(field, field), _word(codes, field, change.before.get(field, "")), _word(codes, field, value))
        for field, value in change.after.items()
    ]


def _word(codes: Mapping[str, Mapping[str, str]], field: str, value: str) -> str:
    return codes.get(field, {}).get(value, value) or "не уточнено"
