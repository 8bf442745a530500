"""The way of a practice: nothing is published without the word of everybody who can be recognised, nothing stays when one
of them changes their mind. One table of moves."""

from enum import StrEnum

from uchastie.kernel.machine import Machine


class State(StrEnum):
    DRAFT = "draft"
    CONSENT_CHECK = "consent_check"  # those who can be recognised read it
    MODERATION = "moderation"
    PUBLISHED = "published"
    RETURNED = "returned"
    ARCHIVED = "archived"  # withdrawn by a person or by those who wrote it: seen by nobody outside


WRITABLE = frozenset({State.DRAFT, State.RETURNED})
SEALED = frozenset({State.CONSENT_CHECK, State.MODERATION, State.PUBLISHED})

STATE_NAMES: dict[str, str] = {
    State.DRAFT: "черновик",
    State.CONSENT_CHECK: "ждёт согласия людей",
    State.MODERATION: "на проверке",
    State.PUBLISHED: "опубликована",
    State.RETURNED: "нужно исправить",
    State.ARCHIVED: "снята",
}
MARKS: dict[str, tuple[str, str]] = {
    State.DRAFT: ("pencil", ""),
    State.CONSENT_CHECK: ("hourglass", "wait"),
    State.MODERATION: ("eye", "wait"),
    State.PUBLISHED: ("circle-check", "done"),
    State.RETURNED: ("undo-2", "today"),
    State.ARCHIVED: ("ban", ""),
}


class Move(StrEnum):
    SUBMIT = "submit"
    PASS = "pass"  # noqa: S105 - everybody has agreed
    TAKE_BACK = "take_back"
    RETURN = "return"
    PUBLISH = "publish"
    ARCHIVE = "archive"


MOVES: dict[Move, tuple[frozenset[State], State]] = {
    Move.SUBMIT: (WRITABLE, State.CONSENT_CHECK),
    Move.PASS: (frozenset({State.CONSENT_CHECK}), State.MODERATION),
    Move.TAKE_BACK: (frozenset({State.CONSENT_CHECK, State.MODERATION}), State.DRAFT),
    Move.RETURN: (frozenset({State.MODERATION, State.PUBLISHED}), State.RETURNED),
    Move.PUBLISH: (frozenset({State.MODERATION}), State.PUBLISHED),
    Move.ARCHIVE: (frozenset(State) - {State.ARCHIVED}, State.ARCHIVED),
}
machine = Machine(MOVES)
