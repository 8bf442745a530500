"""The federal team publishes a text; the one before it stays with the papers made from it."""

from django.db import IntegrityError, transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.licensing import access, queries, rules
from uchastie.crm.licensing.models import LicenceText
from uchastie.crm.licensing.rules import TextKind
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal


@transaction.atomic
def publish_text(
    *, actor: Actor, kind: TextKind, body: str, after: int, note: str = "", brief: str = ""
) -> LicenceText:
    """`after` is the edition the author has seen: two who edit at once do not overwrite each other."""
    access.require_text_editor(actor)
    clean, why = rules.require_body(kind, body), " ".join(note.split())
    short = rules.require_brief(brief) if kind == TextKind.TERMS else ""
    last = queries.list_text_versions(kind).first()
    if (last.number if last else 0) != after:
        raise _stale()
    if last and (last.body, last.brief) == (clean, short):
        raise Refusal("same_body", "Текст не изменился: новая редакция не нужна.", field="body")
    if last and not why:
        raise Refusal("note", "Напишите в двух словах, что изменено.", field="note")
    text = LicenceText(
        kind=kind,
        number=after + 1,
        brief=short,
        body=clean,
        note=why[:300],
        published_at=clock.now(),
        published_by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError as error:
        raise _stale() from error
    journal.record(
        actor,
        verb="text_published",
        object_kind="licensing.text",
        object_id=text.pk,
        kind=str(kind),
        number=text.number,
    )
    return text


def _stale() -> Conflict:
    return Conflict("stale", "Пока вы писали, вышла другая редакция. Ваш текст не потерян: сравните его с новой.")
