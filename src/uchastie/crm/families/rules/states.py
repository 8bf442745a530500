"""The way of a family through the programme: states, moves, the six stages (B54)."""

from enum import StrEnum

from uchastie.kernel.machine import Machine


class FamilyState(StrEnum):
    RECEIVED = "received"
    SCREENING = "screening"
    NEEDS_CLARIFIED = "needs_clarified"
    WAITING = "waiting"  # the marker «Требуется опека» stands, nobody helps yet (B11)
    MATCHED = "matched"  # a guardian has accepted; they have not met
    CONNECTED = "connected"  # they have met; the agreements are being signed
    HELPED = "helped"
    ENDED = "ended"  # the last guardian has gone: the family waits for a decision
    DECLINED = "declined"  # no long help is needed: ordinary requests (B28)
    CLOSED = "closed"


STATE_NAMES: dict[FamilyState, str] = {
    FamilyState.RECEIVED: "новая",
    FamilyState.SCREENING: "на отборе",
    FamilyState.NEEDS_CLARIFIED: "потребности уточнены",
    FamilyState.WAITING: "Требуется опека",
    FamilyState.MATCHED: "опекун найден",
    FamilyState.CONNECTED: "познакомились",
    FamilyState.HELPED: "под опекой",
    FamilyState.ENDED: "опека прекращена",
    FamilyState.DECLINED: "опека не нужна",
    FamilyState.CLOSED: "дело закрыто",
}

STATE_TONES: dict[FamilyState, str] = {
    FamilyState.RECEIVED: "today",
    FamilyState.SCREENING: "today",
    FamilyState.NEEDS_CLARIFIED: "wait",
    FamilyState.WAITING: "late",
    FamilyState.MATCHED: "wait",
    FamilyState.CONNECTED: "wait",
    FamilyState.HELPED: "done",
    FamilyState.ENDED: "today",
    FamilyState.DECLINED: "",
    FamilyState.CLOSED: "",
}

SCREENED: frozenset[FamilyState] = frozenset(
    {FamilyState.RECEIVED, FamilyState.SCREENING, FamilyState.NEEDS_CLARIFIED}
)  # the list «Отбор заявок»
FINISHED: frozenset[FamilyState] = frozenset({FamilyState.DECLINED, FamilyState.CLOSED})
LISTED: frozenset[FamilyState] = frozenset(FamilyState) - SCREENED - FINISHED  # the list «Семьи»
# Several guardians may share a family (B41): whoever is looked for may be found while another already helps.
MATCHABLE: frozenset[FamilyState] = frozenset(
    {FamilyState.WAITING, FamilyState.MATCHED, FamilyState.CONNECTED, FamilyState.HELPED}
)


class Move(StrEnum):
    TAKE = "take"  # somebody has begun to read the request
    CLARIFY = "clarify"
    MARK = "mark"  # «Требуется опека»
    DECLINE = "decline"
    MATCH = "match"
    CONNECT = "connect"
    HELP = "help"
    RETURN = "return"  # the guardian or the family declined: back to the waiting ones
    END = "end"
    SEEK = "seek"  # after the end: look for another guardian
    CLOSE = "close"
    REOPEN = "reopen"


def _from(*states: FamilyState) -> frozenset[FamilyState]:
    return frozenset(states)


_S = FamilyState

MACHINE: Machine[FamilyState, Move] = Machine(
    {
        Move.TAKE: (_from(_S.RECEIVED), _S.SCREENING),
        Move.CLARIFY: (_from(_S.RECEIVED, _S.SCREENING), _S.NEEDS_CLARIFIED),
        Move.MARK: (_from(_S.RECEIVED, _S.SCREENING, _S.NEEDS_CLARIFIED), _S.WAITING),
        Move.DECLINE: (_from(_S.RECEIVED, _S.SCREENING, _S.NEEDS_CLARIFIED), _S.DECLINED),
        Move.MATCH: (_from(_S.WAITING), _S.MATCHED),
        Move.CONNECT: (_from(_S.MATCHED), _S.CONNECTED),
        Move.HELP: (_from(_S.CONNECTED), _S.HELPED),
        Move.RETURN: (_from(_S.MATCHED, _S.CONNECTED, _S.HELPED), _S.WAITING),
        Move.END: (_from(_S.CONNECTED, _S.HELPED), _S.ENDED),
        Move.SEEK: (_from(_S.ENDED), _S.WAITING),
        Move.CLOSE: (_from(_S.WAITING, _S.ENDED), _S.CLOSED),
        Move.REOPEN: (_from(_S.DECLINED, _S.CLOSED), _S.SCREENING),
    }
)


class Source(StrEnum):
    HOTLINE = "hotline"  # the hot line of ОНФ.Помощь (B22)
    HQ = "hq"  # somebody came or called to the regional headquarters (B22)
    PUBLIC = "public"  # the public page


SOURCE_NAMES: dict[Source, str] = {
    Source.HOTLINE: "горячая линия ОНФ.Помощь",
    Source.HQ: "региональный штаб",
    Source.PUBLIC: "страница на сайте",
}


class Decision(StrEnum):
    NEEDED = "needed"
    NO_LONG_TERM_NEED = "no_long_term_need"


DECISION_NAMES: dict[Decision, str] = {
    Decision.NEEDED: "нужна опека",
    Decision.NO_LONG_TERM_NEED: "длительная помощь не нужна",
}


class CloseReason(StrEnum):
    """Why nobody is looked for any more: without one of them a family on special control is not closed (B33)."""

    ALL_MET = "all_met"
    BY_FAMILY = "by_family"
    MOVED = "moved"
    DUPLICATE = "duplicate"

    @property
    def label(self) -> str:
        return _CLOSE_NAMES[self]


_CLOSE_NAMES: dict[CloseReason, str] = {
    CloseReason.ALL_MET: "всё, о чём просила семья, сделано",
    CloseReason.BY_FAMILY: "семья просит больше не помогать",
    CloseReason.MOVED: "семья переехала в другой регион",
    CloseReason.DUPLICATE: "такая семья уже есть",
}


STAGE_NAMES: tuple[tuple[int, str], ...] = (
    (1, "Отбор заявок"),
    (2, "Работа с потенциальными опекунами"),
    (3, "Соединение"),
    (4, "Сопровождение"),
    (5, "Обратная связь и отчётность"),
    (6, "Прекращение"),
)  # B54; the items of stage 6 are 6.1–6.3


def stage_of(state: FamilyState) -> int:
    """The stage of the programme the family is in; the second one is about guardians, no family stands in it."""
    if state in SCREENED or state is FamilyState.DECLINED:
        return 1
    if state in {FamilyState.WAITING, FamilyState.MATCHED, FamilyState.CONNECTED}:
        return 3
    return 4 if state is FamilyState.HELPED else 6


ENDING: tuple[tuple[str, str], ...] = (
    ("6.1", "Причина: невозможно помочь, нет ресурсов, конфликт или всё сделано"),
    ("6.2", "Сторона сообщила штабу, штаб подтвердил"),
    ("6.3", "Семье ушла ссылка на обратную связь"),
)

# B55: who is who in the programme, in its own words.
PARTIES: tuple[tuple[str, str], ...] = (
    ("Федеральный штаб #МЫВМЕСТЕ на базе АВЦ", "Оператор программы"),
    ("Региональный штаб", "Координатор программы в регионе"),
    ("Организация опекун", "Участник программы"),
    ("Подопечная семья", "Благополучатели"),
)
TAG = "#МЫВМЕСТЕ.ОПЕКА"
EMAIL = "opeka@dobro.ru"  # B53
ADDRESS = "мывместе.рф/опека"  # B32
HOTLINE = "+78002003411"  # of ОНФ.Помощь
NOT_CUSTODY = "Опека здесь — добровольная длительная помощь, а не опека по закону № 48-ФЗ."
