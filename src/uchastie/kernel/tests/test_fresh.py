"""The short ways of writing give what the framework's long ways give."""

from contextlib import suppress
from enum import StrEnum

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import AutoField

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import IdempotencyKey, OutboxEntry
from uchastie.kernel.ids import new_id
from uchastie.kernel.prepared import fresh, insert

pytestmark = pytest.mark.django_db


class Word(StrEnum):
    TALK = "talk"


def keep(topic: str) -> None:
    now = clock.now()
    insert(fresh(OutboxEntry, topic=topic, reference=new_id(), key=topic, run_after=now, created_at=now))


OURS = [model for model in apps.get_models() if model.__module__.startswith("uchastie")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_fresh_row_is_what_the_constructor_makes(model):
    """For every model of the product: no constructor of a model is passed over."""
    usual, quick = model(), fresh(model)
    assert "__init__" not in model.__dict__
    for field in model._meta.local_concrete_fields:
        if isinstance(field, AutoField):
            continue
        one, other = getattr(usual, field.attname), getattr(quick, field.attname)
        assert (type(one), one) == (type(other), other) or callable(field.default), field.attname
    assert quick._state.adding
    assert quick._state.db is None


def test_a_fresh_row_takes_values_and_relations_and_no_strangers():
    first = fresh(IdempotencyKey, scope="s", key="k", fingerprint="f", created_at=clock.now())
    second = fresh(IdempotencyKey, scope="s", key="l", fingerprint="f", created_at=first.created_at)
    assert first.pk != second.pk
    assert first.scope == "s"
    with pytest.raises(TypeError, match="scoop"):
        fresh(IdempotencyKey, scoop="s")


def test_values_that_are_not_of_the_fields_own_type_go_by_the_field():
    row = fresh(IdempotencyKey, scope=Word.TALK, key="k", fingerprint=None, created_at="2026-11-23T10:00:00+05:00")
    row.fingerprint = "f"
    insert(row)
    stored = IdempotencyKey.objects.get(pk=row.pk)
    assert (stored.scope, stored.created_at.isoformat()) == ("talk", "2026-11-23T05:00:00+00:00")


def test_a_savepoint_undoes_what_came_after_it_and_nothing_else():
    with transaction.atomic():
        keep("letter")
        with suppress(RuntimeError), transaction.atomic():
            keep("other")
            raise RuntimeError
        with transaction.atomic():
            keep("third")
    assert set(OutboxEntry.objects.values_list("topic", flat=True)) == {"letter", "third"}
