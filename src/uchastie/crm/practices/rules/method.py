"""The words of the method, shared by practices and profiles: levels, dimensions, groups, kinds of organisations.

C4, C7, C10, C13-C17, C24; the rungs of participation are help text after Arnstein and IAP2, a field apart from levels."""

from enum import StrEnum


class Level(StrEnum):
    INDIVIDUAL = "individual"
    OPERATIONAL = "operational"
    STRATEGIC = "strategic"
    COMMUNITY = "community"


LEVEL_NAMES: dict[str, str] = {
    Level.INDIVIDUAL: "Свой маршрут",
    Level.OPERATIONAL: "Работа организации",
    Level.STRATEGIC: "Решения и управление",
    Level.COMMUNITY: "Сообщество",
}
LEVEL_NOTES: dict[str, str] = {
    Level.INDIVIDUAL: "человек решает о собственной поддержке",
    Level.OPERATIONAL: "участвует в текущей работе и услугах",
    Level.STRATEGIC: "планирует, оценивает, руководит",
    Level.COMMUNITY: "меняет жизнь вокруг",
}


class Dimension(StrEnum):
    PRINCIPLES = "principles"
    PURPOSE = "purpose"
    PRESENCE = "presence"
    PROCESS = "process"
    IMPACT = "impact"


DIMENSION_NAMES: dict[str, str] = {
    Dimension.PRINCIPLES: "Принципы",
    Dimension.PURPOSE: "Предназначение",
    Dimension.PRESENCE: "Представленность",
    Dimension.PROCESS: "Процесс",
    Dimension.IMPACT: "Влияние",
}
DIMENSION_NOTES: dict[str, str] = {
    Dimension.PRINCIPLES: "на чём стоит вовлечение",
    Dimension.PURPOSE: "зачем, что можно изменить и что нельзя",
    Dimension.PRESENCE: "кто участвует и на каких уровнях",
    Dimension.PROCESS: "как мы вовлекаем",
    Dimension.IMPACT: "что от этого меняется",
}


class Organisation(StrEnum):
    PARENTS = "parents"
    NGO = "ngo"
    STATE = "state"


ORGANISATION_NAMES: dict[str, str] = {
    Organisation.PARENTS: "Родительская организация",
    Organisation.NGO: "Другая социально ориентированная НКО",
    Organisation.STATE: "Государственное учреждение",
}


class Group(StrEnum):
    HARDSHIP = "hardship"
    FOSTER = "foster"
    SPECIAL = "special"
    SERVICEMEN = "servicemen"
    TEENAGERS = "teenagers"
    ELDERLY = "elderly"


GROUP_NAMES: dict[str, str] = {
    Group.HARDSHIP: "Семьи и люди в трудной ситуации",
    Group.FOSTER: "Приёмные семьи",
    Group.SPECIAL: "Семьи с особыми детьми",
    Group.SERVICEMEN: "Семьи военнослужащих",
    Group.TEENAGERS: "Подростки",
    Group.ELDERLY: "Старшее поколение",
}
WORKING_GROUPS = (Group.HARDSHIP, Group.FOSTER, Group.SPECIAL)  # C29: the three groups of the project

DEGREE_NAMES: dict[int, str] = {
    1: "Узнают",
    2: "Советуют",
    3: "Участвуют",
    4: "Партнёры",
    5: "Решают сами",
}


def is_growth_mark(level: str, organisation: str) -> bool:
    """C18: taking part in the running of an organisation is so rare that it stands out, except among parents."""
    return level == Level.STRATEGIC and organisation != Organisation.PARENTS
