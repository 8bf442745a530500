"""What another system enters for people: letters, organisations, groups."""

import pytest

from tests.api.system import BASE, refused
from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import Group, ServiceRequest

pytestmark = pytest.mark.django_db

SCHOOL = {
    "name": "Школа № 98",
    "kind": "organisation",
    "preferred_way": "phone",
    "phone": "8 343 000-00-98",
    "more_phones": ["8 343 000-00-99"],
    "inn": "7707083893",
}


@pytest.fixture
def group(world):
    return {
        "unit": str(world.uralmash.pk),
        "service": "informing",
        "people": [{"name": "Ларина Вера", "phone": "8 912 345-67-89"}, {"name": "Ким Ольга"}],
        "unnamed": 5,
        "consent": "oral",
        "delivery": {"format": "in_person", "all_steps": True},
    }


@pytest.mark.ledger("A15")
def test_an_official_letter_of_an_organisation(system, asked):
    letter = {"channel": "official_letter", "letter": {"number": "вх-17/26", "date": "2026-11-20"}, "applicant": SCHOOL}
    assert system.post(BASE, asked | letter).status_code == 201
    made = ServiceRequest.objects.get()
    assert (made.channel, made.letter_number, str(made.letter_date)) == ("official_letter", "вх-17/26", "2026-11-20")
    assert (made.beneficiary.kind, made.beneficiary.inn) == ("organisation", "7707083893")
    assert made.beneficiary.contacts.count() == 2
    assert not made.id_pending


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"channel": "official_letter"}, "letter_number"),
        ({"channel": "web"}, "wrong_shape"),
        ({"applicant": SCHOOL | {"inn": "7707083894"}}, "inn"),
        ({"applicant": SCHOOL | {"more_phones": ["12"]}}, "phone"),
    ],
)
def test_what_is_wrong_makes_nothing(system, asked, change, code):
    refused(system.post(BASE, asked | change), 422, code)
    assert not ServiceRequest.objects.exists()


@pytest.mark.ledger("A20")
def test_a_group_is_one_deed_and_the_same_bytes_twice(system, group):
    first = system.post(f"{BASE}groups/", group, key="g1")
    assert first.status_code == 201
    assert len(first.json()["requests"]) == 2
    ServiceRequest.objects.first().apply(attempts=3)
    assert system.post(f"{BASE}groups/", group, key="g1").content == first.content
    refused(system.post(f"{BASE}groups/", group | {"unnamed": 6}, key="g1"), 409, "key_reused")
    assert (Group.objects.count(), ServiceRequest.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"people": []}, "wrong_shape"),
        ({"people": [{"name": "Ким"}] * 51}, "wrong_shape"),
        ({"people": [{"name": "Ким Ольга"}] * 2}, "twice"),
        ({"people": [{"name": "Ким", "phone": "12"}, {"name": "Орлов"}]}, "phone"),
        ({"delivery": {"format": "in_person"}}, "regulation_not_followed"),
    ],
)
def test_a_wrong_group_makes_nothing(system, group, change, code):
    refused(system.post(f"{BASE}groups/", group | change), 422, code)
    assert not ServiceRequest.objects.exists()


def test_a_group_of_another_centre_is_not_served(system_of, group):
    assert system_of("stranger").post(f"{BASE}groups/", group).status_code == 404
    assert system_of(Role.REGION_COORDINATOR).post(f"{BASE}groups/", group).status_code == 403
