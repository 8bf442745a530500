"""Keyset paging: every row once, in order, whatever happens between the pages; a spoilt cursor is a refusal."""

import base64
import datetime as dt
import json

import pytest

from uchastie.kernel import clock
from uchastie.kernel.delivery.models import OutboxEntry
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.paging import keyset

NOW = dt.datetime(2026, 11, 20, 9, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture
def rows(db):
    """Twenty-five rows, five to a moment, so that the last field has to decide."""
    made = [
        OutboxEntry(topic="t", reference=new_id(), key=str(n), run_after=NOW + dt.timedelta(n // 5), created_at=NOW)
        for n in range(25)
    ]
    OutboxEntry.objects.bulk_create(made)
    return OutboxEntry.objects.all()


def walk(rows, order, size=4, between=lambda: None):
    seen, after = [], None
    while True:
        page = keyset(rows, order=order, size=size, after=after)
        assert len(page.items) <= size
        seen += page.items
        after = page.after
        if after is None:
            return seen
        between()


@pytest.mark.parametrize("order", [("run_after", "id"), ("-run_after", "-id"), ("id",), ("-id",)])
@pytest.mark.parametrize("size", [1, 4, 5, 25, 100])
def test_every_row_once_and_in_order(rows, order, size):
    assert walk(rows, order, size) == list(rows.order_by(*order))


def test_rows_that_appear_meanwhile_repeat_nothing(rows):
    before = set(rows)

    def appear():
        OutboxEntry.objects.create(
            topic="t", reference=new_id(), key=str(new_id()), run_after=NOW - dt.timedelta(1), created_at=clock.now()
        )

    seen = walk(rows, ("run_after", "id"), between=appear)
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_each_page_is_one_query(rows, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = keyset(rows, order=("run_after", "id"), size=4)
        keyset(rows, order=("run_after", "id"), size=4, after=page.after)


def cursor(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


MOMENT, ID = "2026-11-20T09:00:00+00:00", "0" * 32
SPOILT = [[1], {}, ["x", "y"], [None, None], [[], []], [{}, {}], [1, 2], [True, "\x00"], [ID, MOMENT], [MOMENT, "\x00"]]
SPOILT += [["2026-11-20T09:00:00", ID], ["9999-12-31T23:59:59-12:00", ID], [MOMENT, ID, ID], 1, None, "text"]
SPOILT += [[MOMENT, 10**40], [float("nan"), ID]]


@pytest.mark.parametrize("after", ["x", "%%%", "ё", "\x00", "a" * 10_000, *[cursor(value) for value in SPOILT]])
def test_a_spoilt_cursor_is_a_refusal(rows, after):
    with pytest.raises(Refusal) as refusal:
        keyset(rows, order=("run_after", "id"), size=4, after=after)
    assert refusal.value.code == "bad_cursor"


def test_numbers_and_texts_of_a_cursor_fit_their_columns(rows):
    for order, value in [("attempts", 2**63), ("topic", "a\x00b")]:
        with pytest.raises(Refusal):
            keyset(rows, order=(order, "id"), size=4, after=cursor([value, ID]))
