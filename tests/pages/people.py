"""The people behind the pages of the registry: made by the actions that make them."""

from typing import Any

from tests.world import actor, make_person
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.rules import Method
from uchastie.crm.desk.rules import Channel, Status
from uchastie.crm.network.models import TerritoryPart
from uchastie.crm.people import actions
from uchastie.crm.people.rules import Kind, Way


def make_people(world: Any, make_request: Any) -> dict[str, object]:
    """A person with everything, a second card of hers, a school with a contact person, a card that has swallowed one."""
    me, unit = actor(world.user(Role.CENTRE_EMPLOYEE)), world.uralmash
    TerritoryPart.objects.create(unit=unit, oktmo="65701000", name="Екатеринбург")
    person = _person(me, unit, "Берёзкина Тамара Ильинична", "+79125550167", volunteer_id="95118240")
    values = actions.CardValues(
        name=person.name,
        volunteer_id=person.volunteer_id,
        birth_year=1965,
        preferred_time="с 10:00 до 17:00",
        needs=("louder", "step_free"),
        needs_note="Хуже слышит слева",
        municipality="Первоуральск",
        audiences=frozenset({"P_VOLUNTEER", "P_HELP_RECIPIENT"}),
    )
    actions.edit_card(me, person_id=person.pk, unit=unit, version=None, values=values)
    home = {"person_id": person.pk, "unit": unit}
    actions.add_contact(me, **home, value="+7 343 555-02-18", whose="домашний")
    actions.add_relative(
        me, **home, name="Берёзкин Илья", relation="внук", birth_year=2017, consent_method=Method.PAPER
    )
    for status in (Status.NEW, Status.DELIVERED):
        make_request(beneficiary=person, status=status, channel=Channel.VISIT)
    twin = _person(me, unit, "Березкина Т. И.", "+79125550167", email="t.berez@example.org")
    kept, gone = (
        make_person(unit, name=name, phone="+79125550199") for name in ("Котова Анна Львовна", "Котова А. Л.")
    )
    actions.merge_cards(
        me, kept_id=kept.pk, merged_id=gone.pk, unit=unit, versions=(None, None), choices={}, reason="сама сказала"
    )
    return {
        "person": person.pk,
        "person-twin": twin.pk,
        "person-merged": kept.pk,
        "organisation": _school(me, unit, person.pk),
    }


def _person(me: Any, unit: Any, name: str, phone: str, **other: Any) -> Any:
    return actions.register(me, kind=Kind.PERSON, name=name, phone=phone, preferred_way=Way.PHONE, unit=unit, **other)


def _school(me: Any, unit: Any, speaker: Any) -> object:
    school = actions.register(
        me, kind=Kind.ORGANISATION, name="Школа № 5", phone="+73433000005", preferred_way=Way.PHONE, unit=unit
    )
    values = actions.CardValues(
        name=school.name, inn="7707083893", ogrn="1027700132195", audiences=frozenset({"O_PUBLIC"})
    )
    actions.edit_card(me, person_id=school.pk, unit=unit, version=None, values=values)
    actions.set_contact_person(me, person_id=school.pk, unit=unit, speaker_id=speaker, position="завуч")
    return school.pk
