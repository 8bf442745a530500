"""The key by which push services know this installation is made with it, not when a first visitor looks."""

from uchastie.crm.notifications.actions import ensure_push_key


def load() -> None:
    ensure_push_key()
