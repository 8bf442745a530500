"""Purposes and ways of consent. Each purpose is its own document: they are never joined (152-FZ, since 01.09.2025)."""

from enum import StrEnum


class Purpose(StrEnum):
    SERVICE = "service"  # to work on a request for a service


class Method(StrEnum):
    WEB = "web"  # ticked by the person on the consent page
    PAPER = "paper"  # signed on paper at the counter
    ORAL = "oral"  # said by phone or at the counter; the paper is still to be signed
