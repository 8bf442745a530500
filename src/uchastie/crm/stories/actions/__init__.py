"""Use cases of a story: one function, one transaction. Parties, staff and jobs call the same ones."""

from uchastie.crm.stories.actions.deciding import agree_to_story, ask_to_change, withdraw_story
from uchastie.crm.stories.actions.ending import follow_receipt, remove_expired
from uchastie.crm.stories.actions.moderating import publish_story, remove_story, return_story
from uchastie.crm.stories.actions.photos import add_photo, describe_photo, remove_photo
from uchastie.crm.stories.actions.steps import PHOTO
from uchastie.crm.stories.actions.writing import Words, create_story, send_story, take_back, write_story

__all__ = [
    "PHOTO",
    "Words",
    "add_photo",
    "agree_to_story",
    "ask_to_change",
    "create_story",
    "describe_photo",
    "follow_receipt",
    "publish_story",
    "remove_expired",
    "remove_photo",
    "remove_story",
    "return_story",
    "send_story",
    "take_back",
    "withdraw_story",
    "write_story",
]
