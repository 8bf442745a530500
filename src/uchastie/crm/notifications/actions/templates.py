"""Texts of messages: a new version each time, never a change of an old one."""

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.notifications import access, queries
from uchastie.crm.notifications.models import TemplateVersion
from uchastie.crm.notifications.rules import EVENTS, Text, event_of, require_text
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen


@transaction.atomic
def write_template(*, actor: Actor, event: str, text: Text, number: int) -> TemplateVersion | None:
    """`number` is the version that was on the page: what a colleague has saved meanwhile is not overwritten. The same
    words are no new version."""
    access.require_editor(actor)
    what = EVENTS.get(event)
    if what is None:
        raise NotSeen
    current, version = queries.template_of(event)
    _require_newest(version, number)
    clean = Text(text.subject.strip(), _lines(text.body), text.sms.strip() if what.has_sms else "")
    require_text(clean, what.allowed, with_sms=what.has_sms)
    if clean == Text(current.subject, current.body.strip(), current.sms):
        return version
    return _add(actor, event, number + 1, clean, original=clean == what.text)


@transaction.atomic
def restore_template(*, actor: Actor, event: str, number: int) -> TemplateVersion | None:
    """Back to the words that came with the product; the versions between stay in the history."""
    access.require_editor(actor)
    if event not in EVENTS:
        raise NotSeen
    _, version = queries.template_of(event)
    _require_newest(version, number)
    if version is None or version.original:
        return version
    return _add(actor, event, number + 1, event_of(event).text, original=True)


def _add(actor: Actor, event: str, number: int, text: Text, *, original: bool) -> TemplateVersion:
    row = TemplateVersion(
        event=event,
        number=number,
        subject=text.subject,
        body=text.body,
        sms=text.sms,
        original=original,
        by_id=actor.user_id,
    )
    TemplateVersion.objects.bulk_create([row], ignore_conflicts=True)
    if not TemplateVersion.objects.filter(pk=row.pk).exists():
        raise _overtaken()
    journal.record(actor, verb="template_written", object_kind=KIND, object_id=row.pk, event=event, number=str(number))
    return row


KIND = "notifications.template"


def _require_newest(version: TemplateVersion | None, number: int) -> None:
    if (version.number if version else 1) != number:
        raise _overtaken()


def _overtaken() -> Conflict:
    return Conflict(
        "template_changed", "Пока вы писали, текст сохранил коллега. Ваш текст ниже цел: сверьте и сохраните."
    )


def _lines(text: str) -> str:
    """As typed in a browser, whose lines end with two signs."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
