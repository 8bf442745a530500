"""A reading of a regulation."""

from django.db import transaction

from uchastie.crm.catalogue.models import Regulation
from uchastie.crm.journal import actions as journal
from uchastie.crm.training import queries
from uchastie.crm.training.models import Reading
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied


@transaction.atomic
def confirm_reading(actor: Actor, *, regulation: Regulation) -> Reading:
    """A33: the employee himself says that he has read this version. Twice is once."""
    if actor.user_id is None:
        raise Denied("Прочтение подтверждает сам сотрудник.")
    known = queries.find_reading(actor.user_id, regulation)
    if known:
        return known
    reading, new = Reading.objects.get_or_create(
        user_id=actor.user_id, regulation=regulation, defaults={"at": clock.now()}
    )
    if new:
        journal.record(
            actor,
            verb="regulation_read",
            object_kind="catalogue.regulation",
            object_id=regulation.pk,
            number=regulation.number,
        )
    return reading
