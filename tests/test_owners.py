"""Whoever points at a person says how the row follows when two cards become one."""

from django.apps import apps
from django.db.models import UUIDField

from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.pointers import pointing_at
from uchastie.project.owners import PERSON

# The record of mergings and of pairs told apart is about the cards themselves: it stays with them.
STAY = {
    "people.merging.kept",
    "people.merging.merged",
    "people.distinct.one",
    "people.distinct.other",
}
# Opaque ids of people: the registry stands above these tables.
NAMES = {"subject_id", "person_id", "beneficiary_id", "recipient_id", "visitor_id", "customer_id"}


def test_every_row_that_points_at_a_person_follows():
    registered = {pointer.key for pointer in pointing_at(PERSON)}
    wanted = {key for model in apps.get_models() for key in _pointers_of(model)}
    assert wanted - registered - STAY == set()
    assert registered <= wanted, "a line of project/owners.py points at nothing"


def _pointers_of(model):
    for field in model._meta.get_fields():
        if not getattr(field, "concrete", False):
            continue
        key = f"{model._meta.label_lower}.{field.name}"
        foreign = field.is_relation and field.related_model is Beneficiary
        opaque = isinstance(field, UUIDField) and not field.is_relation and field.name in NAMES
        if foreign or opaque:
            yield key
