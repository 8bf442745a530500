from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue import actions, queries, reference
from uchastie.crm.catalogue.models import Partner, Regulation, Service
from uchastie.crm.catalogue.rules import PackageLevel, RegulationStatus, Step
from uchastie.crm.journal.queries import list_entries
from uchastie.kernel.actor import NOBODY, SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

STEPS = [Step("Подготовить ответ", "по памятке"), Step("Ответить"), Step("Попросить оценить", required=False)]


@pytest.fixture
def consulting(db) -> Service:
    reference.load()
    return queries.get_service("consulting")


@pytest.mark.ledger("A3", "A4")
def test_publishing_makes_the_next_version_and_supersedes_the_old_one(consulting, actor_of):
    manager = actor_of(Role.FEDERAL_MANAGER)
    old = queries.find_current_regulation(consulting)

    new = actions.publish_regulation(manager, service=consulting, steps=STEPS, changes="Короче и по порядку")

    old.refresh_from_db()
    assert (old.status, new.number, new.status) == (RegulationStatus.SUPERSEDED, 2, RegulationStatus.PUBLISHED)
    assert queries.plain_steps(queries.find_current_regulation(consulting)) == STEPS
    assert queries.plain_steps(queries.get_regulation(consulting, 1)) != STEPS
    assert [r.number for r in queries.list_regulations(consulting)] == [2, 1]
    assert queries.list_regulations(consulting)[0].published_by_id == manager.id
    (entry,) = list_entries(consulting.journal_id)
    assert (entry.verb, entry.details["number"]) == ("regulation_published", 2)


@pytest.mark.ledger("A3")
def test_an_open_request_keeps_the_version_it_was_started_under(consulting, make_request):
    request = make_request(service="consulting")
    actions.publish_regulation(SYSTEM, service=consulting, steps=STEPS, changes="Новое")
    request.refresh_from_db()
    assert request.regulation.number == 1
    assert request.regulation.steps.count() == 9


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FEDERAL_MANAGER, Role.ADMIN}))
def test_others_do_not_edit_the_catalogue(consulting, actor_of, role):
    actor = actor_of(role)
    for act in (
        lambda: actions.publish_regulation(actor, service=consulting, steps=STEPS, changes="Новое"),
        lambda: actions.save_draft(actor, service=consulting, steps=STEPS),
        lambda: actions.discard_draft(actor, service=consulting),
        lambda: actions.set_level(actor, service=queries.get_service("eco"), level="master"),
        lambda: actions.confirm_partner(actor, service=queries.get_service("eco"), partner_code="delai"),
        lambda: queries.find_draft(actor, consulting),
    ):
        with pytest.raises(Denied):
            act()


def test_nobody_does_not_edit_the_catalogue(consulting):
    with pytest.raises(Denied):
        actions.publish_regulation(NOBODY, service=consulting, steps=STEPS, changes="Новое")


@pytest.mark.ledger("A25")
@pytest.mark.parametrize("role", [Role.FEDERAL_MANAGER, Role.ADMIN])
def test_choosing_a_level_confirms_it(consulting, actor_of, role):
    eco = queries.get_service("eco")
    actions.set_level(actor_of(role), service=eco, level=PackageLevel.MASTER, version=eco.version)
    eco.refresh_from_db()
    assert (eco.level, eco.level_confirmed) == (PackageLevel.MASTER, True)
    assert list_entries(eco.journal_id)[0].details == {"code": "eco", "before": "standard", "after": "master"}


def test_a_base_service_has_no_level(consulting):
    with pytest.raises(Refusal, match="base_has_no_level"):
        actions.set_level(SYSTEM, service=consulting, level=PackageLevel.STANDARD)


@pytest.mark.parametrize("level", ["", "gold"])
def test_an_unknown_level_is_refused(consulting, level):
    with pytest.raises(Refusal, match="level"):
        actions.set_level(SYSTEM, service=queries.get_service("eco"), level=level)


def test_the_database_keeps_levels_for_elective_services_only(consulting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(code="consulting").update(level="master")
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(code="eco").update(level="")


@pytest.mark.ledger("A2")
def test_a_confirmed_partner_loses_its_note(consulting, actor_of):
    eco = queries.get_service("eco")
    actions.confirm_partner(actor_of(Role.FEDERAL_MANAGER), service=eco, partner_code="delai")
    partner = Partner.objects.get(code="delai")
    assert (partner.confirmed, partner.note) == (True, "")
    with pytest.raises(NotSeen):
        actions.confirm_partner(SYSTEM, service=eco, partner_code="delai")
    with pytest.raises(NotSeen):
        actions.confirm_partner(SYSTEM, service=consulting, partner_code="rosatom")


def test_a_draft_is_kept_and_binds_nobody(consulting):
    actions.save_draft(SYSTEM, service=consulting, steps=[*STEPS, Step("")])
    actions.save_draft(SYSTEM, service=consulting, steps=STEPS)
    draft = queries.find_draft(SYSTEM, consulting)
    assert queries.plain_steps(draft) == STEPS
    assert queries.find_current_regulation(consulting).number == 1
    assert [r.number for r in queries.list_regulations(consulting)] == [1]
    with pytest.raises(NotSeen):
        queries.get_regulation(consulting, 2)


def test_publishing_and_discarding_end_the_draft(consulting):
    actions.save_draft(SYSTEM, service=consulting, steps=STEPS)
    regulation = actions.publish_regulation(SYSTEM, service=consulting, steps=STEPS, changes="Новое")
    assert (regulation.number, queries.find_draft(SYSTEM, consulting)) == (2, None)

    actions.save_draft(SYSTEM, service=consulting, steps=STEPS[:1])
    actions.discard_draft(SYSTEM, service=consulting)
    assert queries.find_draft(SYSTEM, consulting) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda s, v: actions.set_level(SYSTEM, service=s, level="master", version=v),
        lambda s, v: actions.save_draft(SYSTEM, service=s, steps=STEPS, version=v),
        lambda s, v: actions.discard_draft(SYSTEM, service=s, version=v),
        lambda s, v: actions.publish_regulation(SYSTEM, service=s, steps=STEPS, changes="Новое", version=v),
    ],
)
def test_whoever_saw_an_older_version_is_stopped(consulting, act):
    eco = queries.get_service("eco")
    seen = eco.version
    actions.save_draft(SYSTEM, service=eco, steps=STEPS, version=seen)
    with pytest.raises(Conflict):
        act(eco, seen)


@pytest.mark.parametrize("status", [RegulationStatus.PUBLISHED, RegulationStatus.DRAFT])
def test_the_database_keeps_one_version_in_force_and_one_draft(consulting, status):
    actions.save_draft(SYSTEM, service=consulting, steps=STEPS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Regulation.objects.create(service=consulting, number=9, status=status)


def test_the_database_keeps_numbers_of_versions_apart(consulting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Regulation.objects.create(service=consulting, number=1, status=RegulationStatus.SUPERSEDED)


@pytest.mark.django_db(transaction=True)
def test_two_publish_at_once_and_one_wins():
    reference.load()
    service = queries.get_service("consulting")
    seen, together, answers = service.version, Barrier(2), []

    def publish(name: str) -> None:
        together.wait()
        try:
            steps = [*STEPS, Step(name)]
            actions.publish_regulation(SYSTEM, service=service, steps=steps, changes=name, version=seen)
            answers.append("published")
        except Conflict:
            answers.append("conflict")
        finally:
            connection.close()

    threads = [Thread(target=publish, args=(name,)) for name in ("первый", "второй")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["conflict", "published"]
    assert [r.number for r in queries.list_regulations(service)] == [2, 1]
