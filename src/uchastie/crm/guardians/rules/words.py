"""Who helps families for long, and on what way (B2, B16, B36)."""

from enum import StrEnum


class GuardianKind(StrEnum):
    ORGANISATION = "organisation"
    INITIATIVE_GROUP = "initiative_group"
    WORK_COLLECTIVE = "work_collective"


KIND_NAMES: dict[GuardianKind, str] = {
    GuardianKind.ORGANISATION: "организация",
    GuardianKind.INITIATIVE_GROUP: "инициативная группа",
    GuardianKind.WORK_COLLECTIVE: "трудовой коллектив",
}


class GuardianState(StrEnum):
    APPLICATION = "application"  # waits for the federal team
    REJECTED = "rejected"
    POTENTIAL = "potential"  # approved (B16)
    HANDED = "handed"  # the region has it and goes through the gates
    READY = "ready"
    PAUSED = "paused"
    LEFT = "left"


STATE_NAMES: dict[GuardianState, str] = {
    GuardianState.APPLICATION: "на проверке",
    GuardianState.REJECTED: "отклонён",
    GuardianState.POTENTIAL: "потенциальный опекун",
    GuardianState.HANDED: "готовится",
    GuardianState.READY: "готов",
    GuardianState.PAUSED: "на паузе",
    GuardianState.LEFT: "вышел",
}

STATE_TONES: dict[GuardianState, str] = {
    GuardianState.APPLICATION: "wait",
    GuardianState.REJECTED: "",
    GuardianState.POTENTIAL: "today",
    GuardianState.HANDED: "today",
    GuardianState.READY: "done",
    GuardianState.PAUSED: "wait",
    GuardianState.LEFT: "",
}
