import pytest
from django.db import IntegrityError, transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import reference
from uchastie.crm.catalogue.models import Service
from uchastie.crm.catalogue.rules import PackageLevel
from uchastie.crm.journal.queries import list_entries
from uchastie.crm.licensing import actions, demo, queries, rules
from uchastie.crm.licensing.models import Offer
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

BASE = {"informing", "consulting", "dobro-vzaimno", "platform-help"}
S, M = PackageLevel.STANDARD, PackageLevel.MASTER


@pytest.fixture(autouse=True)
def catalogue(db):
    reference.load()


def codes(unit):
    return [service.code for service in queries.list_offered(unit)]


@pytest.mark.ledger("A26")
def test_the_base_four_are_always_in_the_set(world):
    assert set(codes(world.uralmash)) == BASE
    actions.set_offers(SYSTEM, world.uralmash, ["eco", "consulting"])
    actions.set_offers(SYSTEM, world.uralmash, [])
    assert set(codes(world.uralmash)) == BASE
    assert queries.find_offered(world.uralmash, "dobro-vzaimno")


@pytest.mark.ledger("A29")
def test_the_set_is_what_was_chosen_in_the_order_of_the_catalogue(world):
    actions.set_offers(SYSTEM, world.uralmash, ["first-aid", "experts", "eco"])
    actions.set_offers(SYSTEM, world.uralmash, ["first-aid", "events"])
    assert codes(world.uralmash)[4:] == ["events", "first-aid"]
    assert queries.find_offered(world.uralmash, "events")
    assert not queries.find_offered(world.uralmash, "eco")
    with pytest.raises(NotSeen):
        queries.get_offered(world.uralmash, "eco")
    ended = Offer.objects.filter(unit=world.uralmash, ended_at__isnull=False)
    assert set(ended.values_list("service_id", flat=True)) == {"experts", "eco"}
    added = list_entries(world.uralmash.pk)[0]
    assert (added.verb, added.details) == ("offers_set", {"added": ["events"], "removed": ["eco", "experts"]})


def test_saving_the_same_set_writes_nothing(world):
    actions.set_offers(SYSTEM, world.uralmash, ["eco"])
    before = (Offer.objects.count(), len(list_entries(world.uralmash.pk)))
    actions.set_offers(SYSTEM, world.uralmash, ["eco"])
    assert (Offer.objects.count(), len(list_entries(world.uralmash.pk))) == before


def test_a_withdrawn_service_is_offered_nowhere(world):
    actions.set_offers(SYSTEM, world.uralmash, ["eco"])
    Service.objects.filter(code__in=["eco", "informing"]).update(active=False)
    assert set(codes(world.uralmash)) == BASE - {"informing"}


def test_only_centres_offer(world):
    assert codes(world.region) == []
    with pytest.raises(Refusal, match="not_a_centre"):
        actions.set_offers(SYSTEM, world.region, ["eco"])


def test_a_code_out_of_the_catalogue_is_refused(world):
    with pytest.raises(Refusal, match="service"):
        actions.set_offers(SYSTEM, world.uralmash, ["eco", "massage"])


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FEDERAL_MANAGER, Role.ADMIN}))
def test_others_do_not_change_sets(world, actor_of, role):
    with pytest.raises(Denied):
        actions.set_offers(actor_of(role), world.uralmash, ["eco"])


def test_two_editors_do_not_overwrite_each_other(world, actor_of):
    manager = actor_of(Role.FEDERAL_MANAGER)
    actions.set_offers(manager, world.uralmash, ["eco"], seen=[])
    with pytest.raises(Conflict):
        actions.set_offers(manager, world.uralmash, ["events"], seen=[])
    assert codes(world.uralmash)[4:] == ["eco"]


def test_the_database_keeps_a_service_in_a_set_once(world):
    actions.set_offers(SYSTEM, world.uralmash, ["eco"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(unit=world.uralmash, service_id="eco")


@pytest.mark.ledger("A31", "A32")
@pytest.mark.parametrize(
    ("standard", "master", "package"),
    [(0, 0, ""), (5, 0, ""), (6, 0, "«Стандарт»"), (6, 2, "«Стандарт»"), (6, 3, "«Мастер»"), (5, 3, "")],
)
def test_packages_need_six_standard_and_three_master(standard, master, package):
    found = rules.tally([(S, True)] * standard + [(M, False)] * master)
    assert (found.package, found.unconfirmed) == (package, master)


@pytest.mark.parametrize(
    ("standard", "words"),
    [(5, "не хватает: 1 сервис."), (1, "не хватает: 5 сервисов."), (6, "Норма выполнена."), (8, "2 сверх неё.")],
)
def test_the_note_counts_what_is_missing(standard, words):
    assert rules.standard_note(rules.Tally(standard=standard)).replace("\xa0", " ").endswith(words)


def test_the_master_note_never_demands():
    assert "Не обязателен" in rules.master_note(rules.Tally(standard=6))
    assert "не хватает: 1" in rules.master_note(rules.Tally(standard=6, master=2)).replace("\xa0", " ")
    assert "Сначала" in rules.master_note(rules.Tally(standard=5, master=3))


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_any_set(world, count, django_assert_num_queries):
    elective = [service.code for service in queries.list_elective()]
    actions.set_offers(SYSTEM, world.uralmash, elective[:count])
    with django_assert_num_queries(3):
        for service in queries.list_offered(world.uralmash):
            list(service.partners.all()), list(service.audiences.all())
    with django_assert_num_queries(2):
        assert queries.count_offered([world.uralmash, world.vtoroy]) == {
            world.uralmash.pk: 4 + count,
            world.vtoroy.pk: 4,
        }


def test_the_demonstration_gives_uralmash_twelve(world):
    demo.make()
    assert len(codes(world.uralmash)) == 12
    tally = queries.tally_of(queries.list_offered(world.uralmash), queries.list_chosen_codes(world.uralmash))
    assert (tally.standard, tally.master, tally.package) == (6, 2, "«Стандарт»")
