"""A person becomes a neighbour: a name that all may see, a place, an age, a consent of its own."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.neighbours import queries, rules
from uchastie.crm.neighbours.models import Neighbour
from uchastie.crm.neighbours.rules import Age
from uchastie.crm.network import queries as network
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal

BARRED = "Эта страница для вас закрыта: был обман или угроза. Не согласны — позвоните в Добро.Центр."


@transaction.atomic
def join(
    *, ids: Collection[UUID], key: UUID, name: str, place: str, age: Age, text_id: UUID, address: str | None = None
) -> Neighbour:
    """`ids` are all cards of the person who is in by a code; twice is once."""
    if key not in ids or people.find_remaining(key) is None:
        raise NotSeen
    found = queries.find_neighbour(ids)
    if found is not None and not queries.is_consent_over(found):
        return found
    if queries.is_barred(ids):
        raise Refusal("barred", BARRED)
    unit = network.get_centre(place)
    neighbour_id = found.pk if found else None
    consent = consents.give(
        Actor(ActorKind.HOLDER, id=key),
        purpose=Purpose.NEIGHBOUR,
        subject_id=key,
        about_id=None,
        name=name,
        method=Method.WEB,
        text_id=text_id,
        address=address,
    )
    values = {"unit": unit, "age": age, "consent": consent, "name": rules.shown_name(name)}
    if neighbour_id:
        Neighbour.objects.filter(pk=neighbour_id).update(**values)
        return Neighbour.objects.get(pk=neighbour_id)
    return Neighbour.objects.create(person_id=key, joined_at=clock.now(), **values)


def require_active(neighbour: Neighbour) -> None:
    """Neither barred here nor under another card, and the consent holds."""
    if neighbour.barred_at is not None or queries.is_barred([neighbour.person_id]):
        raise Refusal("barred", BARRED)
    if queries.is_consent_over(neighbour):
        raise Refusal("no_consent", "Вы отозвали согласие. Чтобы вернуться к соседям, дайте его снова.")


@transaction.atomic
def choose_weekly(*, neighbour: Neighbour, on: bool) -> None:
    Neighbour.objects.filter(pk=neighbour.pk).update(weekly=on)


@transaction.atomic
def move_to(*, neighbour: Neighbour, place: str) -> None:
    Neighbour.objects.filter(pk=neighbour.pk).update(unit=network.get_centre(place))
