"""What must not get into the log although it stands in an address: the links that open a door by themselves."""

import logging
import re

_DOOR = re.compile(r"/(s|n|p|feed|invite|tablet)/[^/\s]+")


class HideTokens(logging.Filter):
    """`/s/<token>/review/` → `/s/…/review/`: whoever reads the log of a refused form must not be able to open it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_hide(value) for value in record.args)
        if isinstance(record.msg, str):
            record.msg = _hide(record.msg)
        return True


def _hide(value: object) -> object:
    return _DOOR.sub(r"/\1/…", value) if isinstance(value, str) else value
