"""An untrained person is given work with a warning, and is given it (A8)."""

import datetime as dt
from typing import Any

import pytest
from tests.world import make_user

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk import queries
from uchastie.crm.network import queries as network
from uchastie.crm.training import actions as training
from uchastie.crm.training.actions import Record
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

ALL = ["standards", "regulations", "principles"]


@pytest.mark.ledger("A8", "A70")
def test_handing_over_says_who_is_not_trained_and_passes_all_the_same(
    make_request: Any, client_of: Any, world: Any
) -> None:
    request = make_request(world.uralmash)
    wise = make_user("wise", Role.CENTRE_EMPLOYEE, world.uralmash, name="Обученная Анна")
    new = make_user("fresh", Role.CENTRE_EMPLOYEE, world.uralmash, name="Новый Игорь")
    today = clock.today(world.uralmash.zone)
    training.record_training(SYSTEM, world.uralmash, user_id=wise.pk, record=Record(ALL, today))
    training.record_training(SYSTEM, world.uralmash, user_id=new.pk, record=Record(ALL, today - dt.timedelta(days=366)))
    assert queries.list_gaps(request, [wise.pk]) == {wise.pk: ("регламент этого сервиса",)}
    training.confirm_reading(network.actor_of(wise), regulation=request.regulation)
    assert set(queries.list_gaps(request, [wise.pk, new.pk])) == {new.pk}
    assert queries.list_gaps(request, [new.pk])[new.pk][0] == "стандарты обслуживания: срок вышел"
    client = client_of(Role.CENTRE_HEAD)
    page = client.get(f"/desk/requests/{request.pk}/passing/").content.decode()
    assert "Новый Игорь, обучение не отмечено" in page
    assert "Обученная Анна, обучение" not in page
    data = {"version": request.version, "to_user": str(new.pk), "why": "work"}
    card = client.post(f"/desk/requests/{request.pk}/handover/", data, follow=True).content.decode()
    request.refresh_from_db()
    assert request.assignee_id == new.pk
    assert "Нет отметки об обучении" in card
