"""The record of a look does not wait for the disk; everything else does."""

import pytest
from django.db import connection, transaction

from uchastie.kernel.durability import lagging
from uchastie.kernel.errors import Refusal


def level() -> str:
    ask = "SHOW synchronous_commit" if connection.vendor == "postgresql" else "PRAGMA synchronous"
    with connection.cursor() as cursor:
        cursor.execute(ask)
        return str(cursor.fetchone()[0])


LAGGING = {"postgresql": "off", "sqlite": "1"}[connection.vendor]


@pytest.mark.django_db(transaction=True)
def test_only_the_transaction_of_a_look_lags():
    ordinary = level()
    with lagging():
        assert connection.in_atomic_block
        assert level() == LAGGING
    assert level() == ordinary
    with pytest.raises(Refusal), lagging():
        raise Refusal("no", "Нет")
    assert level() == ordinary


@pytest.mark.django_db(transaction=True)
def test_inside_an_ordinary_transaction_nothing_lags():
    with transaction.atomic():
        ordinary = level()
        with lagging():
            assert level() == ordinary
