"""Use cases of practices: writing, deciding."""

from uchastie.crm.practices.actions.deciding import (
    agree,
    archive_case,
    follow_receipt,
    publish_case,
    refuse,
    return_case,
    try_here,
)
from uchastie.crm.practices.actions.writing import (
    add_photo,
    change_case,
    name_person,
    names_in_case,
    remove_photo,
    submit_case,
    take_back,
    unname_person,
    write_case,
)

__all__ = [
    "add_photo",
    "agree",
    "archive_case",
    "change_case",
    "follow_receipt",
    "name_person",
    "names_in_case",
    "publish_case",
    "refuse",
    "remove_photo",
    "return_case",
    "submit_case",
    "take_back",
    "try_here",
    "unname_person",
    "write_case",
]
