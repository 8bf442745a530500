"""Words of the pages of practices."""

from typing import Any

from uchastie.crm.practices.rules import chapters, method, states

WORDS: dict[str, Any] = {
    "STATES": states.STATE_NAMES,
    "MARKS": states.MARKS,
    "LEVELS": method.LEVEL_NAMES,
    "LEVEL_NOTES": method.LEVEL_NOTES,
    "GROUPS": method.GROUP_NAMES,
    "DIMENSIONS": method.DIMENSION_NAMES,
    "DIMENSION_NOTES": method.DIMENSION_NOTES,
    "KINDS": method.ORGANISATION_NAMES,
    "DEGREES": method.DEGREE_NAMES,
    "CHAPTERS": chapters.CHAPTERS,
    "WORKING_GROUPS": method.WORKING_GROUPS,
    "PHOTO": "practices:photo",
}
