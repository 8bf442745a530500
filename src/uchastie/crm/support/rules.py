"""Words of support, of compensation, of barriers and risks. Pure Python (C19-C21, C25)."""

import datetime as dt
from enum import StrEnum

from uchastie.kernel.errors import Refusal
from uchastie.kernel.revealing import Kind as Reveals
from uchastie.kernel.revealing import found

LINE, TEXT, NOTE = 300, 1500, 4000
MINUTES = 24 * 60
SUM = 1_000_000


class SupportKind(StrEnum):
    TRAINING = "training"
    ADMINISTRATIVE = "administrative"
    EMOTIONAL = "emotional"
    PEER = "peer"
    MENTORING = "mentoring"
    SUPERVISION = "supervision"


SUPPORT_NAMES: dict[str, str] = {
    SupportKind.TRAINING: "Обучение",
    SupportKind.ADMINISTRATIVE: "Административная",
    SupportKind.EMOTIONAL: "Эмоциональная",
    SupportKind.PEER: "Равный — равному",
    SupportKind.MENTORING: "Наставничество",
    SupportKind.SUPERVISION: "Супервизия",
}
# Supervisions have a record of their own: their words are confidential.
LOGGED = tuple(kind for kind in SupportKind if kind is not SupportKind.SUPERVISION)


class Audience(StrEnum):
    STAFF = "staff"
    BENEFICIARIES = "beneficiaries"


AUDIENCE_NAMES: dict[str, str] = {
    Audience.STAFF: "Для сотрудников",
    Audience.BENEFICIARIES: "Для тех, кто участвует",
}


class RiskKind(StrEnum):
    BARRIER = "barrier"
    RISK = "risk"


RISK_NAMES: dict[str, str] = {RiskKind.BARRIER: "Барьер", RiskKind.RISK: "Риск"}


class RiskState(StrEnum):
    OPEN = "open"
    DOING = "doing"
    CLOSED = "closed"


RISK_STATE_NAMES: dict[str, str] = {
    RiskState.OPEN: "не начато",
    RiskState.DOING: "делаем",
    RiskState.CLOSED: "снят",
}
GRADE_NAMES: dict[int, str] = {1: "низкая", 2: "средняя", 3: "высокая"}
EFFECT_NAMES: dict[int, str] = {1: "слабое", 2: "заметное", 3: "сильное"}


def weight(probability: int, effect: int) -> int:
    return probability * effect


def require_past(on: dt.date, today: dt.date) -> None:
    if on > today:
        raise Refusal("future", "Этот день ещё не наступил. Запишите, когда всё будет сделано.", field="on")


def require_no_bank_data(text: str, field: str) -> None:
    """Numbers of cards are nothing a register of compensation needs."""
    if any(one.kind is Reveals.CARD for one in found(text)):
        raise Refusal("card", "Уберите номер карты: реквизиты здесь не храним, хватит номера документа.", field=field)


def require_document(amount: int | None, document: str) -> None:
    """A sum stands on a paper."""
    if amount and not document.strip():
        raise Refusal("document", "Укажите документ, по которому возместили: чек, билет, приказ.", field="document")
