"""What the tables themselves refuse."""

import pytest
from django.db import IntegrityError, transaction
from tests.world_opeka import make_case

from uchastie.crm.families.models import FamilyCase, FamilyMember, Need, NeedChange

MILITARY = (
    "rank",
    "military",
    "regiment",
    "service_place",
    "call_sign",
    "serviceman",
    "passport",
    "snils",
    "diagnosis",
)


def test_nothing_about_service_is_kept():
    """B23: no unit, no rank, no place of service, no diagnosis in any table of a family."""
    names = {field.name for model in (FamilyCase, FamilyMember, Need, NeedChange) for field in model._meta.get_fields()}
    assert not [name for name in names if any(word in name for word in MILITARY)]


def test_one_family_of_one_outside_number(world):
    make_case(world, external_id="ОНФ-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_case(world, external_id="ОНФ-1")
    make_case(world)
    make_case(world)  # many without


def test_nobody_waits_without_the_marker(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_case(world, marker_at=None)


def test_one_speaks_for_a_family(world):
    case = make_case(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        FamilyMember.objects.create(case=case, name="Бабушка", speaks=True)
