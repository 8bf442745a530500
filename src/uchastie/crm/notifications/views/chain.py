"""The way of one message, as a reader follows it: channel, what became of it, mark and tone."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.notifications.models import Message
from uchastie.crm.notifications.rules import EVENTS, Channel, Outcome, State
from uchastie.kernel import clock

SHORT = {Channel.PUSH: "телефон", Channel.EMAIL: "почта", Channel.SMS: "СМС"}


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    icon: str
    tone: str
    at: dt.datetime | None = None
    until: dt.datetime | None = None


def chain_of(head: Message) -> list[Link]:
    """`head.used` are the ways that were begun, in their order."""
    ways: list[Message] = head.used  # type: ignore[attr-defined]
    links = [_link(way) for way in ways]
    if not ways:
        links = [Link("прочитано" if head.read_at else "на странице человека", "user-round", "", head.read_at)]
    if head.state == State.WITHDRAWN:
        return [Link("отозвано до отправки", "undo-2", "")]
    if head.outcome == Outcome.FAILED and head.event in EVENTS and EVENTS[head.event].important:
        links.append(Link("задача: позвонить", "phone", "today"))
    return links


def _link(way: Message) -> Link:
    channel = SHORT[Channel(way.channel)]
    state = State(way.state)
    if state is State.FOLDED and way.digest:
        return Link(f"{channel}, в утренней сводке", "moon", "wait", way.digest.sent_at)
    if state is State.FAILED:
        return Link(f"{channel}, {way.failure_name}", "circle-x", "late")
    if state is State.WAITING:
        return _waiting(way, channel)
    if state is State.RECORDED:
        return Link(f"{channel}, записано", "file-text", "", way.created_at)
    return _sent(way, channel)


def _waiting(way: Message, channel: str) -> Link:
    if way.not_before and way.not_before > clock.now():
        return Link(f"{channel}, тихие часы", "moon", "wait", until=way.not_before)
    return Link(f"{channel}, отправляем", "clock", "wait")


def _sent(way: Message, channel: str) -> Link:
    if way.read_at:
        return Link(f"{channel}, прочитано", "circle-check", "done", way.read_at)
    if way.failure:
        return Link(f"{channel}, {way.failure_name}", "circle", "", way.sent_at)
    return Link(f"{channel}, отправлено", "circle-check", "done", way.sent_at)
