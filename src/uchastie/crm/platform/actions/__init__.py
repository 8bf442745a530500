"""Use cases of the platform."""

from uchastie.crm.platform.actions.communities import (
    change_community,
    close_community,
    open_community,
    take_readings,
)
from uchastie.crm.platform.actions.months import PROOF, write_month
from uchastie.crm.platform.actions.placements import PHOTO, end_placement, put_up
from uchastie.crm.platform.actions.questions import note_question, settle_question
from uchastie.crm.platform.actions.tables import begin_import, try_table, wipe_old_tables, write_rows
from uchastie.crm.platform.actions.useful import declare_useful, note_useful, take_back_own, take_back_useful

__all__ = [
    "PHOTO",
    "PROOF",
    "begin_import",
    "change_community",
    "close_community",
    "declare_useful",
    "end_placement",
    "note_question",
    "note_useful",
    "open_community",
    "put_up",
    "settle_question",
    "take_back_own",
    "take_back_useful",
    "take_readings",
    "try_table",
    "wipe_old_tables",
    "write_month",
    "write_rows",
]
