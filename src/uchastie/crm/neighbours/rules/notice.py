"""Asks and offers («просьбы» and «возможности», A79), their answers and how they end."""

from enum import StrEnum

TITLE, TEXT, WHERE, THANKS = 80, 600, 200, 300


class Kind(StrEnum):
    ASK = "ask"
    OFFER = "offer"


KIND_NAMES: dict[Kind, str] = {Kind.ASK: "Просьба", Kind.OFFER: "Возможность"}


class Category(StrEnum):
    """A80: help of hands, technical help, company; the kinds a neighbour thinks in."""

    CARRY = "carry"
    HOME = "home"
    DEVICES = "devices"
    CHILDREN = "children"
    COMPANY = "company"
    THINGS = "things"
    OTHER = "other"


CATEGORY_NAMES: dict[Category, str] = {
    Category.CARRY: "Принести или отвезти",
    Category.HOME: "Дом и ремонт",
    Category.DEVICES: "Телефон и компьютер",
    Category.CHILDREN: "Дети и учёба",
    Category.COMPANY: "Побыть рядом",
    Category.THINGS: "Отдать вещи",
    Category.OTHER: "Другое",
}


class Duration(StrEnum):
    HALF_HOUR = "half_hour"
    HOUR = "hour"
    LONGER = "longer"


DURATION_NAMES: dict[Duration, str] = {
    Duration.HALF_HOUR: "около получаса",
    Duration.HOUR: "около часа",
    Duration.LONGER: "дольше часа",
}


class State(StrEnum):
    OPEN = "open"
    AGREED = "agreed"  # one of those who answered was chosen
    DONE = "done"
    CHILD = "child"  # written by a child: the centre talks to a parent first
    HIDDEN = "hidden"  # many have reported: until somebody looks
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


LIVING: frozenset[State] = frozenset({State.OPEN, State.AGREED, State.CHILD, State.HIDDEN})
ENDED: frozenset[State] = frozenset({State.DONE, State.WITHDRAWN, State.EXPIRED, State.REMOVED})


class AnswerState(StrEnum):
    WAITING = "waiting"
    CHOSEN = "chosen"
    DONE = "done"
    PASSED = "passed"  # another one was chosen, or the notice is no more
    WITHDRAWN = "withdrawn"  # by the one who answered
    RELEASED = "released"  # a side has been silent for too long


class Age(StrEnum):
    ADULT = "adult"
    CHILD = "child"


class Outcome(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


OUTCOME_NAMES: dict[Outcome, str] = {Outcome.YES: "Да", Outcome.PARTLY: "Частично", Outcome.NO: "Нет"}


class Reason(StrEnum):
    MONEY = "money"
    FRAUD = "fraud"
    RUDE = "rude"
    PRIVATE = "private"
    OTHER = "other"


REASON_NAMES: dict[Reason, str] = {
    Reason.FRAUD: "Похоже на обман",
    Reason.MONEY: "Просят или берут деньги",
    Reason.RUDE: "Грубость или угроза",
    Reason.PRIVATE: "Раскрыты чужие данные",
    Reason.OTHER: "Другое",
}


class Ruling(StrEnum):
    KEEP = "keep"
    REMOVE = "remove"


RULING_NAMES: dict[Ruling, str] = {Ruling.KEEP: "оставлено", Ruling.REMOVE: "снято"}
