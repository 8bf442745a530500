"""Opening, editing, suspending and closing centres: by whom, and what follows."""

from typing import Any

import pytest
from tests.world import World

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.journal.models import Entry
from uchastie.crm.network import actions, queries
from uchastie.crm.network.actions import CentreInput
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import CentreCard, Interval, Municipality, Room, UnitStatus, parse_hours
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

OPENERS = {Role.ADMIN, Role.FEDERAL_MANAGER, Role.REGION_COORDINATOR}
EDITORS = OPENERS | {Role.CENTRE_HEAD}


def _details(name: str = "Добро.Центр «Новый»", **card: Any) -> CentreInput:
    hours: list[Interval] = parse_hours(0, "9–13, 14–18")
    whole = CentreCard(**({"name": name, "town": "Екатеринбург", "address": "ул. Новая, 1"} | card))
    return CentreInput(
        whole, hours, [Room("Зал", "1 этаж", step_free=True)], [Municipality("65701000", "Екатеринбург")]
    )


@pytest.mark.parametrize("role", sorted(STAFF))
def test_who_opens_a_centre(world: World, actor_of: Any, role: Role) -> None:
    if role in OPENERS:
        unit = actions.create_centre(actor_of(role), region_code="66", details=_details())
        assert (unit.path, unit.tz) == (f"{world.region.path}novyy/", "Asia/Yekaterinburg")
        assert [row.opens.hour for row in unit.hours.order_by("opens")] == [9, 14]
        assert unit.premises.get().step_free
        assert Entry.objects.filter(object_id=unit.pk, verb="opened").exists()
    else:
        with pytest.raises(NotSeen):
            actions.create_centre(actor_of(role), region_code="66", details=_details())


def test_a_coordinator_opens_nothing_in_another_region(world: World, actor_of: Any) -> None:
    with pytest.raises(NotSeen):
        actions.create_centre(actor_of(Role.REGION_COORDINATOR), region_code="54", details=_details())
    with pytest.raises(Refusal):
        actions.create_centre(actor_of(Role.ADMIN), region_code="00", details=_details())


def test_two_centres_of_one_name_get_two_addresses(world: World, actor_of: Any) -> None:
    admin = actor_of(Role.ADMIN)
    slugs = [actions.create_centre(admin, region_code="66", details=_details()).slug for _ in range(3)]
    assert slugs == ["novyy", "novyy-66", "novyy-66-2"]


def test_a_centre_may_live_in_its_own_zone(world: World, actor_of: Any) -> None:
    unit = actions.create_centre(actor_of(Role.ADMIN), region_code="14", details=_details(tz="Asia/Vladivostok"))
    assert unit.tz == "Asia/Vladivostok"


@pytest.mark.parametrize("role", sorted(STAFF))
def test_who_edits_a_centre(world: World, actor_of: Any, role: Role) -> None:
    actor, centre = actor_of(role), world.uralmash
    if role in EDITORS:
        actions.update_centre(actor, unit_id=centre.pk, version=1, details=_details("Другое имя"))
        kept = Unit.objects.get(pk=centre.pk)
        assert (kept.name, kept.slug, kept.version) == ("Другое имя", "uralmash", 2)
        assert kept.hours.count() == 2
    else:
        with pytest.raises(NotSeen if role is Role.MUNICIPAL_COORDINATOR else Denied):
            actions.update_centre(actor, unit_id=centre.pk, version=1, details=_details())


@pytest.mark.parametrize("role", [Role.CENTRE_HEAD, Role.REGION_COORDINATOR])
def test_centres_of_others_do_not_exist(world: World, actor_of: Any, role: Role) -> None:
    other = world.novosibirsk
    for attempt in (
        lambda: queries.get_unit(actor_of(role), other.pk),
        lambda: queries.get_unit_by_slug(actor_of(role), other.slug),
        lambda: actions.update_centre(actor_of(role), unit_id=other.pk, version=1, details=_details()),
        lambda: actions.change_status(actor_of(role), unit_id=other.pk, version=1, status=UnitStatus.CLOSED),
    ):
        with pytest.raises(NotSeen):
            attempt()
    assert Unit.objects.get(pk=other.pk).version == 1


def test_two_editors_collide_and_the_second_loses_nothing(world: World, actor_of: Any) -> None:
    centre, head = world.uralmash, actor_of(Role.CENTRE_HEAD)
    actions.update_centre(head, unit_id=centre.pk, version=1, details=_details("Первый"))
    with pytest.raises(Conflict):
        actions.update_centre(actor_of(Role.ADMIN), unit_id=centre.pk, version=1, details=_details("Второй"))
    assert Unit.objects.get(pk=centre.pk).name == "Первый"
    assert centre.hours.count() == 2


@pytest.mark.parametrize("role", sorted(STAFF))
def test_who_closes_a_centre(world: World, actor_of: Any, role: Role) -> None:
    if role in OPENERS:
        closed = actions.change_status(actor_of(role), unit_id=world.uralmash.pk, version=1, status=UnitStatus.CLOSED)
        assert closed.status == UnitStatus.CLOSED
    else:
        with pytest.raises(NotSeen if role is Role.MUNICIPAL_COORDINATOR else Denied):
            actions.change_status(actor_of(role), unit_id=world.uralmash.pk, version=1, status=UnitStatus.CLOSED)


def test_a_suspended_centre_is_not_shown_to_citizens_but_its_staff_work(
    world: World, actor_of: Any, client_of: Any
) -> None:
    actions.change_status(actor_of(Role.ADMIN), unit_id=world.uralmash.pk, version=1, status=UnitStatus.SUSPENDED)
    with pytest.raises(NotSeen):
        queries.get_centre("uralmash")
    assert world.uralmash not in queries.list_centres()
    assert client_of(Role.CENTRE_EMPLOYEE).get("/network/units/uralmash/").status_code == 200


def test_the_staff_of_a_closed_centre_are_out_at_the_next_request(world: World, actor_of: Any, client_of: Any) -> None:
    client = client_of(Role.CENTRE_EMPLOYEE)
    assert client.get("/network/").status_code == 200
    actions.change_status(actor_of(Role.ADMIN), unit_id=world.uralmash.pk, version=1, status=UnitStatus.CLOSED)
    assert client.get("/network/").status_code == 403
    assert client_of(Role.REGION_COORDINATOR).get("/network/units/uralmash/").status_code == 200


# --- what is seen ---


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.CENTRE_EMPLOYEE, {"uralmash"}),
        (Role.CENTRE_HEAD, {"uralmash"}),
        (Role.REGION_COORDINATOR, {"uralmash", "vtoroy"}),
        (Role.MUNICIPAL_COORDINATOR, set()),
        (Role.FEDERAL_MANAGER, {"uralmash", "vtoroy", "novosibirsk"}),
        (Role.FEDERAL_ANALYST, {"uralmash", "vtoroy", "novosibirsk"}),
        (Role.DPO, {"uralmash", "vtoroy", "novosibirsk"}),
        (Role.ADMIN, {"uralmash", "vtoroy", "novosibirsk"}),
        (Role.GUARDIAN_REP, set()),
        (Role.FAMILY_REP, set()),
        (Role.BENEFICIARY, set()),
        (Role.ORG_REP, set()),
    ],
)
def test_which_centres_each_role_sees(world: World, actor_of: Any, role: Role, seen: set[str]) -> None:
    assert set(queries.search_units(actor_of(role)).values_list("slug", flat=True)) == seen


def test_a_region_whose_code_begins_alike_is_another_region(world: World, actor_of: Any) -> None:
    """Paths end with a slash, so "/66/" does not start "/660/"."""
    alike = Unit.objects.create(path="/660/", slug="r660", kind="region_hq", name="Похожий")
    assert alike not in queries.list_units(actor_of(Role.REGION_COORDINATOR))


def test_a_unit_to_work_in_is_own_or_below(world: World, client_of: Any) -> None:
    client = client_of(Role.REGION_COORDINATOR)
    assert client.post("/me/unit/", {"unit": world.vtoroy.pk}).status_code == 302
    assert client.get("/me/").wsgi_request.unit == world.vtoroy
    assert client.post("/me/unit/", {"unit": world.novosibirsk.pk}).status_code == 404
    assert client.post("/me/unit/", {"unit": "what"}).status_code == 404
    assert client.get("/me/").wsgi_request.unit == world.vtoroy


def test_a_chosen_unit_is_checked_at_every_request(world: World, client_of: Any) -> None:
    client = client_of(Role.REGION_COORDINATOR)
    session = client.session
    session["unit"] = str(world.novosibirsk.pk)
    session.save()
    assert client.get("/me/").wsgi_request.unit == world.region


def test_outsiders_have_no_unit_to_work_in(world: World, client_of: Any) -> None:
    assert client_of(Role.BENEFICIARY).get("/me/").wsgi_request.unit is None
