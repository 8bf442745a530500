"""Writes: handouts, articles, answers of readers."""

from uchastie.crm.knowledge.actions.answers import answer, mark_answers_seen, remind_of, remind_of_stale
from uchastie.crm.knowledge.actions.articles import archive_article, confirm_check, today_of, write_article
from uchastie.crm.knowledge.actions.handouts import archive_handout, write_handout

__all__ = [
    "answer",
    "archive_article",
    "archive_handout",
    "confirm_check",
    "mark_answers_seen",
    "remind_of",
    "remind_of_stale",
    "today_of",
    "write_article",
    "write_handout",
]
