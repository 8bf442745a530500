"""The federal team publishes a text; the one before it stays with the agreements made from it."""

from django.db import IntegrityError, transaction

from uchastie.crm.agreements import access, queries, rules
from uchastie.crm.agreements.models import AgreementTemplate
from uchastie.crm.agreements.rules import Kind
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal


@transaction.atomic
def publish_template(*, actor: Actor, kind: Kind, body: str, note: str, after: int) -> AgreementTemplate:
    """`after` is the version the author has seen: two who edit at once do not overwrite each other."""
    access.require_editor(actor)
    clean, why = rules.require_body(kind, body), " ".join(note.split())
    last = queries.list_template_versions(kind)[:1]
    number = last[0].number if last else 0
    if number != after:
        raise _stale()
    if last and last[0].body == clean:
        raise Refusal("same_body", "Текст не изменился: новая версия не нужна.", field="body")
    if last and not why:
        raise Refusal("note", "Напишите в двух словах, что изменено: это увидят штабы.", field="note")
    template = AgreementTemplate(
        kind=kind,
        number=number + 1,
        body=clean,
        note=why[:300],
        published_at=clock.now(),
        published_by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            template.save(force_insert=True)
    except IntegrityError as error:
        raise _stale() from error
    journal.record(
        actor,
        verb="template_published",
        object_kind="agreements.template",
        object_id=template.pk,
        kind=str(kind),
        number=template.number,
    )
    return template


def _stale() -> Conflict:
    return Conflict("stale", "Пока вы писали, вышла другая версия. Ваш текст не потерян: сравните его с новой.")
