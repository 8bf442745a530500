"""Rules of articles, of their texts and differences, and of handouts."""

from uchastie.crm.knowledge.rules.handouts import (
    LINK_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WAY_NAMES,
    Way,
    require_handout,
)

__all__ = ["LINK_LENGTH", "TEXT_LENGTH", "TITLE_LENGTH", "WAY_NAMES", "Way", "require_handout"]
