"""What a visit is, and the code by which a person checks in. Pure Python.

A visit is not a request (A106): it is counted by itself, and only joined with one when an employee says so."""

import base64
import datetime as dt
import hashlib
import hmac
import re
from enum import StrEnum
from uuid import UUID

from uchastie.kernel.errors import Refusal

SAME_WITHIN = dt.timedelta(minutes=5)  # the same person checked in twice is one visit
UNDO_WITHIN = dt.timedelta(minutes=10)  # «Вернуть» needs no words; later a reason is asked for
OFFLINE_WITHIN = dt.timedelta(hours=48)  # how late a mark kept on a device may come
MOST_WITH = 99  # children, a group: people who came along


class Purpose(StrEnum):
    SERVICE = "service"
    EVENT = "event"
    COWORKING = "coworking"
    QUESTION = "question"
    OTHER = "other"


PURPOSE_NAMES: dict[Purpose, str] = {
    Purpose.SERVICE: "За сервисом",
    Purpose.EVENT: "На мероприятие",
    Purpose.COWORKING: "Поработать здесь",
    Purpose.QUESTION: "Спросить",
    Purpose.OTHER: "Другое",
}


class Way(StrEnum):
    """By what the person was recognised."""

    CODE = "code"
    PHONE = "phone"
    NUMBER = "number"
    CHOSEN = "chosen"  # an employee found the card
    NOBODY = "nobody"  # without a name


class CancelReason(StrEnum):
    MISTAKE = "mistake"
    TWICE = "twice"
    OTHER_PERSON = "other_person"


CANCEL_REASON_NAMES: dict[CancelReason, str] = {
    CancelReason.MISTAKE: "Нажали по ошибке",
    CancelReason.TWICE: "Отметили дважды",
    CancelReason.OTHER_PERSON: "Отметили не того человека",
}


def require_with(count: int) -> None:
    if not 0 <= count <= MOST_WITH:
        raise Refusal("extra", f"Вместе с человеком может прийти до {MOST_WITH} человек.", field="extra")


def moment_of_mark(claimed: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """When the visit was: now, or the moment a device without connection has kept, if it can be true."""
    if claimed is None or not now - OFFLINE_WITHIN <= claimed <= now:
        return now
    return claimed


# --- the personal code: an opaque id, closed and signed; 32 letters of one case, so that the QR code is small ---

_CODE = re.compile(r"[A-Z2-7]{32}")
_SEAL = 4  # bytes
# A scanner types like a keyboard: with the Russian layout on, «A» comes as «Ф».
_BY_PLACE = str.maketrans("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", "QWERTYUIOPASDFGHJKLZXCVBNM")


def write_code(person_id: UUID, secret: bytes) -> str:
    seal = _mac(secret, b"seal", person_id.bytes)[:_SEAL]
    return base64.b32encode(seal + _mask(person_id.bytes, secret, seal)).decode()


def read_code(text: str, secret: bytes) -> UUID | None:
    """The person of a scanned or typed code, None when it is not one of ours."""
    letters = re.sub(r"[\s\-]", "", text.upper()).translate(_BY_PLACE)
    if not _CODE.fullmatch(letters):
        return None
    raw = base64.b32decode(letters)
    seal, opened = raw[:_SEAL], _mask(raw[_SEAL:], secret, raw[:_SEAL])
    return UUID(bytes=opened) if hmac.compare_digest(seal, _mac(secret, b"seal", opened)[:_SEAL]) else None


def _mask(value: bytes, secret: bytes, seal: bytes) -> bytes:
    stream = _mac(secret, b"mask", seal)
    return bytes(a ^ b for a, b in zip(value, stream, strict=False))


def _mac(secret: bytes, use: bytes, value: bytes) -> bytes:
    return hmac.new(secret, use + value, hashlib.sha256).digest()
