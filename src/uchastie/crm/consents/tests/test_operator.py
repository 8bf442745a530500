"""A centre without an organisation of its own gives consent in the name of the operator of the installation."""

import datetime as dt

from tests.world import World

from uchastie.crm.consents.queries import current_text, document_of
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.setup.queries import remember_operator
from uchastie.crm.setup.rules import OperatorCard

TODAY = dt.date(2026, 11, 22)


def _points(world: World) -> str:
    return " ".join(document_of(current_text(Purpose.SERVICE), world.uralmash, TODAY).points)


def test_a_centre_without_a_host_has_the_operator_in_its_consent(world: World) -> None:
    remember_operator(OperatorCard(name="АНО «Добрый Урал»"))
    assert "оператору: Дом молодёжи" in _points(world)
    world.uralmash.host_name = ""
    assert "оператору: АНО «Добрый Урал»" in _points(world)
    remember_operator(OperatorCard())
    assert f"оператору: {world.uralmash.name}" in _points(world)
