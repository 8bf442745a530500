"""The words of taking part: levels, roles, the ladder, the groups. Pure Python (C4, C7, C13-C16, C24)."""

from enum import StrEnum

TITLE, LINE, TEXT, REASON, LABEL, STEP = 120, 300, 1500, 400, 120, 160


class Level(StrEnum):
    INDIVIDUAL = "individual"
    OPERATIONAL = "operational"
    STRATEGIC = "strategic"
    COMMUNITY = "community"


LEVEL_NAMES: dict[str, str] = {
    Level.INDIVIDUAL: "Свой маршрут",
    Level.OPERATIONAL: "Работа центра",
    Level.STRATEGIC: "Решения",
    Level.COMMUNITY: "Сообщество",
}
LEVEL_NOTES: dict[str, str] = {
    Level.INDIVIDUAL: "индивидуальный",
    Level.OPERATIONAL: "операциональный",
    Level.STRATEGIC: "стратегический",
    Level.COMMUNITY: "жизнь вокруг",
}


class RoleKind(StrEnum):
    CONSULTANT = "consultant"
    AMBASSADOR = "ambassador"
    CRITICAL_FRIEND = "critical_friend"
    PEER = "peer"
    CO_HOST = "co_host"
    VOLUNTEER = "volunteer"
    AUTHOR = "author"
    MENTOR = "mentor"
    EVALUATOR = "evaluator"
    INITIATOR = "initiator"


ROLE_NAMES: dict[str, str] = {
    RoleKind.CONSULTANT: "Консультант",
    RoleKind.AMBASSADOR: "Амбассадор",
    RoleKind.CRITICAL_FRIEND: "Дружественный критик",
    RoleKind.PEER: "Равный — равному",
    RoleKind.CO_HOST: "Соведущий",
    RoleKind.VOLUNTEER: "Волонтёр",
    RoleKind.AUTHOR: "Автор",
    RoleKind.MENTOR: "Наставник",
    RoleKind.EVALUATOR: "Участник оценки",
    RoleKind.INITIATOR: "Автор местной инициативы",
}
ROLE_NOTES: dict[str, str] = {
    RoleKind.CONSULTANT: "советует, как сделать помощь удобнее",
    RoleKind.AMBASSADOR: "рассказывает о центре тем, кого знает",
    RoleKind.CRITICAL_FRIEND: "говорит прямо, что не так, и остаётся рядом",
    RoleKind.PEER: "помогает тому, кто сейчас проходит то же самое",
    RoleKind.CO_HOST: "ведёт встречи вместе с сотрудником",
    RoleKind.VOLUNTEER: "помогает руками и временем",
    RoleKind.AUTHOR: "пишет, рисует, снимает для центра",
    RoleKind.MENTOR: "готовит и ведёт новых участников",
    RoleKind.EVALUATOR: "смотрит, что получилось, и ставит оценки",
    RoleKind.INITIATOR: "придумывает и делает дело для своего двора или улицы",
}
I, O, S, C = Level  # noqa: E741 - four letters of one table
# Where a role makes sense. An empty cell of these is a point of growth, any other cell says «не нужно».
WANTED: dict[str, frozenset[Level]] = {
    RoleKind.CONSULTANT: frozenset({I, O, S, C}),
    RoleKind.AMBASSADOR: frozenset({O, S, C}),
    RoleKind.CRITICAL_FRIEND: frozenset({O, S}),
    RoleKind.PEER: frozenset({I, O, C}),
    RoleKind.CO_HOST: frozenset({O}),
    RoleKind.VOLUNTEER: frozenset({O, C}),
    RoleKind.AUTHOR: frozenset({O, C}),
    RoleKind.MENTOR: frozenset({I, O}),
    RoleKind.EVALUATOR: frozenset({S}),
    RoleKind.INITIATOR: frozenset({C}),
}
DEGREE_NAMES: dict[int, str] = {  # after Arnstein and IAP2; apart from the level
    1: "Узнаёт",
    2: "Советует",
    3: "Участвует",
    4: "Партнёр",
    5: "Решает",
}


class Format(StrEnum):
    HERE = "here"
    REMOTE = "remote"
    MIXED = "mixed"


FORMAT_NAMES: dict[str, str] = {
    Format.HERE: "В центре",
    Format.REMOTE: "Из дома",
    Format.MIXED: "Как удобнее",
}
# The steps a role goes through; what is left to the person of the centre is said in their words.
PREPARATION: tuple[str, ...] = (
    "Поговорили, чего человек хочет и чего боится",
    "Рассказали, что можно изменить, а что нельзя, и почему",
    "Научили тому, что нужно для роли, понятными словами",
    "Договорились, кто рядом и кому позвонить",
)


class Rung(StrEnum):
    """The path to a profession (C16)."""

    BENEFICIARY = "beneficiary"
    PEER = "peer"
    MENTOR = "mentor"
    EMPLOYEE = "employee"


RUNG_NAMES: dict[str, str] = {
    Rung.BENEFICIARY: "Благополучатель",
    Rung.PEER: "Равный — равному",
    Rung.MENTOR: "Наставник",
    Rung.EMPLOYEE: "Сотрудник",
}
PATH: tuple[Rung, ...] = tuple(Rung)


def rung_of(kinds: frozenset[str] | set[str], *, employee: bool = False) -> Rung:
    """The highest one reached by roles that began."""
    if employee:
        return Rung.EMPLOYEE
    if RoleKind.MENTOR in kinds:
        return Rung.MENTOR
    return Rung.PEER if kinds else Rung.BENEFICIARY
