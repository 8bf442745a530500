"""The demonstration's operator, so that the page about data names somebody; invented, with numbers whose last digits check."""

import datetime as dt

from uchastie.crm.setup import actions
from uchastie.crm.setup.rules import OperatorCard
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

CARD = OperatorCard(
    name="АНО «Пример добрых дел»",
    inn="6600000003",
    ogrn="1026600000019",
    address="620000, Екатеринбург, ул. Примерная, 1",
    email="data@example.org",
    phone="+7 343 555-01-00",
    registry_number="66-00-000000",
)


def make() -> None:
    actions.save_operator(SYSTEM, version=None, card=CARD)
    tried = clock.today(dt.UTC) - dt.timedelta(days=12)
    note = "Каждую ночь на вторую машину, отвечает дежурный администратор"
    actions.save_backups(SYSTEM, version=None, note=note, checked_on=tried)
