"""Whom to tell. Messages stand below the people and the network, so those above say how somebody is reached."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Audience(StrEnum):
    PERSON = "person"  # a beneficiary
    STAFF = "staff"  # a user who works


@dataclass(frozen=True, slots=True)
class Recipient:
    """`id` of the beneficiary or of the user. `url`: the path where he opens what it is about. `free_at`: staff are not written to before this moment (their working
    hours); None for now. `values` fill the placeholders that every text may have: «обращение», «центр», …"""

    id: UUID
    audience: Audience
    email: str = ""
    phone: str = ""
    zone: str = "Europe/Moscow"
    reminders_off: bool = False
    url: str = ""
    free_at: dt.datetime | None = None
    values: Mapping[str, str] = field(default_factory=dict)


AUDIENCE_NAMES: dict[Audience, str] = {Audience.PERSON: "Жителям и организациям", Audience.STAFF: "Сотрудникам"}
