"""Tens of reservations at the same moment, each on a connection of its own: nothing is given twice, nobody meets an
error. Run on both databases: `make check` and `make check-postgres`."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from tests.world import World, actor
from tests.world_opeka import make_case, make_guardian, make_pair, make_papers

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardianship import actions, queries
from uchastie.crm.guardianship.models import Guardianship, Promise

MANY = 30

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """All begin together; the answers or the errors, in the order of the tasks."""
    gate = Barrier(len(tasks))

    def one(task: Callable[[], Any]) -> Any:
        try:
            gate.wait(timeout=30)
            return task()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as people:
        return list(people.map(one, tasks))


def ready(world: World, capacity: int) -> Any:
    guardian = make_guardian(world, capacity=capacity)
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    return guardian


def proposal(world: World, case: Any, guardian: Any, needs: list[Any]) -> Callable[[], Any]:
    who = actor(world.user(Role.REGION_COORDINATOR))
    ids = [need.pk for need in needs]
    return lambda: actions.propose(actor=who, case_id=case.pk, guardian_id=guardian.pk, need_ids=ids)


def codes(answers: list[Any]) -> Counter[str]:
    return Counter("given" if isinstance(one, Guardianship) else getattr(one, "code", repr(one)) for one in answers)


@pytest.mark.ledger("B18", "B36")
def test_the_last_place_is_given_once(world: World) -> None:
    guardian = ready(world, capacity=2)
    make_pair(world, guardian=guardian, state="active")
    cases = [make_case(world) for _ in range(MANY)]
    answers = at_once([proposal(world, case, guardian, list(case.needs.all())) for case in cases])
    assert codes(answers) == {"given": 1, "no_places": MANY - 1}
    places = queries.places(guardian)
    assert (places.taken, places.reserved, places.free) == (1, 1, 0)
    assert Promise.objects.filter(need__case__in=cases).count() == 1
    assert sum(case.needs.filter(state="promised").count() for case in cases) == 1


def test_two_hundred_want_the_last_places_of_ten(world: World) -> None:
    """More tasks than connections: forty at a time, as many as a server has."""
    guardians = [ready(world, capacity=2) for _ in range(10)]
    cases = [make_case(world) for _ in range(200)]
    tasks = [proposal(world, case, guardians[place % 10], list(case.needs.all())) for place, case in enumerate(cases)]
    with ThreadPoolExecutor(40) as people:
        answers = list(people.map(_alone, tasks))
    assert codes(answers) == {"given": 20, "no_places": 180}
    assert [queries.places(guardian).free for guardian in guardians] == [0] * 10
    assert Promise.objects.filter(released_at=None).count() == 20


def _alone(task: Callable[[], Any]) -> Any:
    try:
        return task()
    except Exception as error:
        return error
    finally:
        connections.close_all()


@pytest.mark.ledger("B18", "B34")
def test_the_same_need_is_promised_once(world: World) -> None:
    case = make_case(world, needs=2)
    guardians = [ready(world, capacity=1) for _ in range(MANY)]
    needs = list(case.needs.all())
    tasks = [
        proposal(world, case, guardian, needs if place % 2 else needs[::-1]) for place, guardian in enumerate(guardians)
    ]
    found = codes(at_once(tasks))
    assert found.pop("given") == 1
    assert set(found) <= {"taken", "need_taken"}
    assert Promise.objects.filter(released_at=None).count() == 2
    assert sum(places.free for places in queries.places_of([one.pk for one in guardians]).values()) == MANY - 1


@pytest.mark.ledger("B18")
def test_the_same_pair_is_proposed_once(world: World) -> None:
    case, guardian = make_case(world, needs=MANY), ready(world, capacity=MANY)
    found = codes(at_once([proposal(world, case, guardian, [need]) for need in case.needs.all()]))
    assert found == {"given": 1, "already_pair": MANY - 1}


@pytest.mark.ledger("B18")
def test_a_crowd_over_few_places_and_needs(world: World) -> None:
    """Six families with two needs, five guardians with two places, everybody asks for everybody."""
    cases = [make_case(world, needs=2) for _ in range(6)]
    guardians = [ready(world, capacity=2) for _ in range(5)]
    pairs = [(case, guardian) for case in cases for guardian in guardians]
    answers = at_once([proposal(world, case, guardian, list(case.needs.all())) for case, guardian in pairs])
    found = codes(answers)
    assert set(found) <= {"given", "taken", "need_taken", "no_places"}
    assert found["given"] == 6  # there are places for ten, and a family is refused only when it is promised already
    assert all(places.free >= 0 for places in queries.places_of([one.pk for one in guardians]).values())
    assert max(Counter(Promise.objects.filter(released_at=None).values_list("need", flat=True)).values()) == 1


@pytest.mark.ledger("B18", "B42")
def test_of_two_answers_one_counts(world: World) -> None:
    """The guardian agrees while the family refuses: one of the two is told that things have moved on."""
    from uchastie.crm.guardianship.rules import DeclineReason
    from uchastie.kernel.actor import Actor, ActorKind

    pair = make_pair(world)
    guardian, family = (Actor(ActorKind.HOLDER, id=pk) for pk in (pair.guardian_id, pair.case_id))
    at_once(
        [
            lambda: actions.accept(actor=guardian, guardianship_id=pair.pk, version=1),
            lambda: actions.decline(actor=family, guardianship_id=pair.pk, version=1, reason=DeclineReason.FAR),
        ]
    )
    pair.refresh_from_db()
    assert pair.version == 2
    assert pair.state in {"matched", "declined"}


def test_the_database_itself_keeps_one_pair_in_a_place_and_one_promise(world: World) -> None:
    """Without the lock and without the rule: the keys hold by themselves."""
    pair = make_pair(world)
    other = make_pair(world, guardian=pair.guardian)
    with pytest.raises(IntegrityError), transaction.atomic():
        Guardianship.objects.filter(pk=other.pk).update(seat=pair.seat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.create(guardianship=other, need=pair.case.needs.get(), made_at=pair.proposed_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Guardianship.objects.filter(pk=other.pk).update(case=pair.case)
