"""Rules of the cabinet by noun: codes of sign-in, names on a shared phone, the talk between a person and a centre."""

from uchastie.crm.cabinet.rules.codes import (
    ALIVE,
    CODE_LIVES,
    LENGTH,
    REMEMBERED,
    SHORT,
    TRIES,
    ContactKind,
    Opened,
    digits_of,
    kind_of,
    mask,
    sms_text,
)
from uchastie.crm.cabinet.rules.names import first_name, group_same
from uchastie.crm.cabinet.rules.talk import KIND_NAMES, ONE_WAY, WISH_NAMES, RemarkKind, describe

__all__ = [
    "ALIVE",
    "CODE_LIVES",
    "KIND_NAMES",
    "LENGTH",
    "ONE_WAY",
    "REMEMBERED",
    "SHORT",
    "TRIES",
    "WISH_NAMES",
    "ContactKind",
    "Opened",
    "RemarkKind",
    "describe",
    "digits_of",
    "first_name",
    "group_same",
    "kind_of",
    "mask",
    "sms_text",
]
