"""The way of a story: nothing is published that the family has not read and agreed to, and nothing stays when it no
longer wants it. One table of moves."""

from enum import StrEnum

from uchastie.kernel.machine import Machine


class StoryState(StrEnum):
    DRAFT = "draft"
    WAITING_CONSENT = "waiting_consent"
    MODERATION = "moderation"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  # by the family or the guardian
    REMOVED = "removed"  # by the federal team, or because its term is over


GONE = frozenset({StoryState.WITHDRAWN, StoryState.REMOVED})
WRITABLE = frozenset({StoryState.DRAFT, StoryState.RETURNED})
AGREED = frozenset({StoryState.MODERATION, StoryState.PUBLISHED})  # only with the family's consent to these very words

STATE_NAMES = {
    StoryState.DRAFT: "черновик",
    StoryState.WAITING_CONSENT: "читает семья",
    StoryState.MODERATION: "проверяет федеральный штаб",
    StoryState.PUBLISHED: "опубликована",
    StoryState.RETURNED: "нужно исправить",
    StoryState.WITHDRAWN: "отозвана, всё стёрто",
    StoryState.REMOVED: "снята, всё стёрто",
}
MARKS = {  # icon and tone of the tag
    StoryState.DRAFT: ("pencil", ""),
    StoryState.WAITING_CONSENT: ("hourglass", "wait"),
    StoryState.MODERATION: ("eye", "wait"),
    StoryState.PUBLISHED: ("circle-check", "done"),
    StoryState.RETURNED: ("undo-2", "today"),
    StoryState.WITHDRAWN: ("ban", ""),
    StoryState.REMOVED: ("ban", ""),
}


class Move(StrEnum):
    SEND = "send"
    TAKE_BACK = "take_back"  # the guardian wants to change what it has sent
    AGREE = "agree"
    ASK_TO_CHANGE = "ask_to_change"
    RETURN = "return"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    REMOVE = "remove"


MOVES: dict[Move, tuple[frozenset[StoryState], StoryState]] = {
    Move.SEND: (WRITABLE, StoryState.WAITING_CONSENT),
    Move.TAKE_BACK: (frozenset({StoryState.WAITING_CONSENT, StoryState.MODERATION}), StoryState.DRAFT),
    Move.AGREE: (frozenset({StoryState.WAITING_CONSENT}), StoryState.MODERATION),
    Move.ASK_TO_CHANGE: (frozenset({StoryState.WAITING_CONSENT}), StoryState.RETURNED),
    Move.RETURN: (AGREED, StoryState.RETURNED),
    Move.PUBLISH: (frozenset({StoryState.MODERATION}), StoryState.PUBLISHED),
    Move.WITHDRAW: (frozenset(StoryState) - GONE, StoryState.WITHDRAWN),
    Move.REMOVE: (AGREED, StoryState.REMOVED),
}
machine = Machine(MOVES)
