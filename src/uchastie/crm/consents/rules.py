"""Purposes and ways of consent. Each purpose is its own document: they are never joined (152-FZ, since 01.09.2025)."""

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum


class Purpose(StrEnum):
    SERVICE = "service"  # to work on a request for a service
    ANSWER = "answer"  # to answer a review left without an account
    FAMILY = "family"  # to work on a family's request for long help
    GUARDIAN = "guardian"  # to work on the application of a guardian: of the one who answers for the help
    FAMILY_TRANSFER = "family_transfer"  # to pass the data of a family to one named guardian (B56)
    STORY = "story"  # to publish one story about a family, in these very words and photos (B21)
    EVENT = "event"  # to register somebody for an event of a centre, remind and meet at the door
    COUNCIL = "council"  # to sit in a council or a panel: of the member
    COUNCIL_PARENT = "council_parent"  # the same for a teenager: of the parent, besides the own one (C30)
    CHILD_SURVEY = "child_survey"  # a teenager answers a survey: of the parent (C30)
    PRACTICE = "practice"  # to publish one practice in which the person can be recognised, in these very words (C26)
    NEIGHBOUR = "neighbour"  # to ask and to help on the board of neighbours (A79)
    NEED_SHOWN = "need_shown"  # to show one unmet need on that board, without personal data
    ROLE = "role"  # to hold a role of involvement: of the one who takes part (C7)
    ROLE_PARENT = "role_parent"  # the same for somebody under 18: of the parent, besides the own one (C30)
    HOST = "host"  # to work on the application of an organisation that wants a centre: of its contact


class Method(StrEnum):
    WEB = "web"  # ticked by the person on the consent page
    PAPER = "paper"  # signed on paper at the counter
    ORAL = "oral"  # said by phone or at the counter; the paper is still to be signed


METHOD_NAMES: dict[Method, str] = {
    Method.WEB: "на сайте",
    Method.PAPER: "на бумаге",
    Method.ORAL: "устно",
}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the centre's own data in the places of a text: `{operator}`. Unknown places and other braces stay."""
    return re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), text)


def kept_until(last_contact_on: dt.date, years: int) -> dt.date:
    """The last day the data are kept when nothing more happens: the same day so many years later (29 → 28 February)."""
    try:
        return last_contact_on.replace(year=last_contact_on.year + years)
    except ValueError:
        return last_contact_on.replace(year=last_contact_on.year + years, day=28)
