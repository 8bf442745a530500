# ruff: noqa: S608 - this file plays the attacker with SQL of its own
import datetime as dt
import threading
from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from uchastie.crm.journal import actions, queries, rules
from uchastie.crm.journal.jobs import seal_journal
from uchastie.crm.journal.models import Entry, Link, Seal
from uchastie.crm.journal.rules import Damage
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.django_db
TRIGGERS = import_module("uchastie.crm.journal.migrations.0002_append_only")
OBJECT = new_id()


@pytest.fixture(autouse=True)
def heads(settings, tmp_path) -> Path:
    settings.JOURNAL_HEADS = str(tmp_path / "heads.txt")
    return tmp_path / "heads.txt"


def write(count: int = 1, **details) -> None:
    for number in range(count):
        actions.record(SYSTEM, verb="viewed", object_kind="desk.request", object_id=OBJECT, step=number, **details)


def attack(sql: str, *parameters) -> None:
    """What an administrator of the database could do: the triggers go first."""
    with connection.cursor() as cursor:
        for statement in TRIGGERS.drop_sql(connection.vendor):
            cursor.execute(statement)
        cursor.execute(sql, parameters)


def at(position: int) -> object:
    """The id of the entry at a place of the chain, as the database keeps it."""
    entry_id = Link.objects.get(position=position).entry_id
    return entry_id if connection.vendor == "postgresql" else entry_id.hex


def found() -> tuple[Damage | None, int | None]:
    verdict = queries.verify()
    return verdict.damage, verdict.position


@pytest.fixture
def chain() -> None:
    write(3)
    actions.seal_entries()
    write(4)
    actions.seal_entries()


def test_an_entry_keeps_who_what_and_when():
    unit = new_id()
    actions.record(SYSTEM, verb="delivered", object_kind="desk.request", object_id=OBJECT, unit_id=unit, ref=unit)
    (entry,) = queries.list_entries(OBJECT)
    assert (entry.actor_kind, entry.verb, entry.unit_id, entry.details) == (
        "system",
        "delivered",
        unit,
        {"ref": str(unit)},
    )


def test_recording_costs_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        write()


def test_what_is_rolled_back_is_not_recorded():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_entries_are_newest_first_and_views_are_a_selection():
    write(3)
    actions.record(SYSTEM, verb="delivered", object_kind="desk.request", object_id=OBJECT)
    assert [entry.details.get("step") for entry in queries.list_entries(OBJECT)] == [None, 2, 1, 0]
    assert [entry.details["step"] for entry in queries.list_views_of(OBJECT)] == [2, 1, 0]
    assert len(queries.list_entries(OBJECT, limit=2)) == 2


@pytest.mark.parametrize("table", TRIGGERS.TABLES)
@pytest.mark.parametrize("sql", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_rows_cannot_be_changed_or_removed(chain, table, sql):
    column = {"journal_entry": "verb", "journal_link": "digest", "journal_seal": "digest"}[table]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table, column))


def test_an_honest_chain_is_whole(chain):
    write(2)  # not sealed yet
    assert queries.verify() == rules.Verdict(checked=7)
    assert Seal.objects.count() == 2


def test_sealing_nothing_makes_no_seal():
    assert actions.seal_entries() == 0
    assert not Seal.objects.exists()


def test_the_job_seals_in_portions(monkeypatch):
    monkeypatch.setattr(actions, "SEAL_AT_MOST", 2)
    monkeypatch.setattr(actions.seal_entries, "__defaults__", (2,))
    write(5)
    seal_journal.func()
    assert Link.objects.count() == 5
    assert queries.verify().ok


def test_a_late_commit_is_sealed_after_younger_entries(chain):
    """An id older than the last sealed one: its transaction took long."""
    write()
    late = Entry.objects.get(link__isnull=True)
    old = UUID(int=late.pk.int - (60_000 << 80))
    row = (old, late.at, late.actor_kind, None, late.verb, late.object_kind, late.object_id, None, late.details)
    Entry.objects.create(
        pk=old, at=late.at, actor_kind=late.actor_kind, verb=late.verb, object_kind=late.object_kind,
        object_id=late.object_id, details=late.details, mac=rules.entry_mac(queries.keys()[0], row),
    )  # fmt: skip
    assert actions.seal_entries() == 2
    assert queries.verify() == rules.Verdict(checked=9)


CHANGES = {
    "verb": "delivered",
    "object_kind": "desk.review",
    "actor_kind": "user",
    "details": '{"step": 99}',
    "at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    "mac": "0" * 64,
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_entry_is_found_where_it_stands(chain, column):
    attack(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", CHANGES[column], at(4))
    assert found() == (Damage.CHANGED, 4)


@pytest.mark.parametrize("column", ["actor_id", "unit_id", "object_id"])
def test_a_changed_id_is_found(chain, column):
    other = new_id()
    value = other if connection.vendor == "postgresql" else other.hex
    attack(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", value, at(2))
    assert found() == (Damage.CHANGED, 2)


def test_a_removed_entry_is_found(chain):
    attack("DELETE FROM journal_entry WHERE id = %s", at(3))
    assert found() == (Damage.REMOVED, 3)


def test_an_entry_removed_with_its_link_is_found(chain):
    attack("DELETE FROM journal_entry WHERE id = %s", at(3))
    attack("DELETE FROM journal_link WHERE position = 3")
    assert found() == (Damage.REMOVED, 3)


def test_a_removed_beginning_is_found(chain):
    attack("DELETE FROM journal_link WHERE position <= 2")
    assert found() == (Damage.REMOVED, 1)


def test_a_closed_gap_is_found(chain):
    """The entry and its link are gone and the later links moved up."""
    attack("DELETE FROM journal_entry WHERE id = %s", at(3))
    attack("DELETE FROM journal_link WHERE position = 3")
    for position in range(4, 8):
        attack("UPDATE journal_link SET position = %s WHERE position = %s", position - 1, position)
    assert found() == (Damage.CHANGED, 3)


def test_two_entries_that_changed_places_are_found(chain):
    one, other, nowhere = at(2), at(5), new_id()
    attack("UPDATE journal_link SET entry_id = NULL WHERE position = 2")
    attack("UPDATE journal_link SET entry_id = %s WHERE position = 5", one)
    attack("UPDATE journal_link SET entry_id = %s WHERE position = 2", other)
    assert nowhere not in {one, other}
    assert found() == (Damage.CHANGED, 2)


def test_a_row_written_by_hand_is_found(chain):
    copy = new_id()
    columns = "at, actor_kind, actor_id, verb, object_kind, object_id, unit_id, details, mac"
    value = copy if connection.vendor == "postgresql" else copy.hex
    attack(
        f"INSERT INTO journal_entry (id, {columns}) SELECT %s, {columns} FROM journal_entry WHERE id = %s", value, at(1)
    )
    verdict = queries.verify()
    assert (verdict.damage, verdict.entry_id) == (Damage.INSERTED, copy)


def test_a_row_written_by_hand_and_sealed_by_the_job_is_found(chain):
    test_a_row_written_by_hand_is_found(None)
    actions.seal_entries()
    assert found() == (Damage.CHANGED, 8)


def test_a_link_written_by_hand_is_found(chain):
    write()
    Link.objects.create(position=8, entry=Entry.objects.get(link__isnull=True), digest="a" * 64)
    assert found() == (Damage.CHANGED, 8)


def test_a_cut_tail_is_found(chain):
    attack("DELETE FROM journal_link WHERE position > 5")
    assert found() == (Damage.TRUNCATED, 6)


def test_a_tail_cut_with_its_seal_is_found_by_the_outside_head(chain):
    attack("DELETE FROM journal_entry WHERE id IN (SELECT entry_id FROM journal_link WHERE position > 3)")
    attack("DELETE FROM journal_link WHERE position > 3")
    attack("DELETE FROM journal_seal WHERE number > 1")
    assert found() == (Damage.TRUNCATED, 4)


def test_an_emptied_journal_is_found_by_the_outside_head(chain):
    for table in TRIGGERS.TABLES:
        attack(f"DELETE FROM {table}")
    assert found() == (Damage.TRUNCATED, 1)


@pytest.mark.parametrize(("column", "value"), [("position", 2), ("digest", "b" * 64), ("signature", "c" * 64)])
def test_a_forged_seal_is_found(chain, column, value):
    attack(f"UPDATE journal_seal SET {column} = %s WHERE number = 1", value)
    assert queries.verify().damage is Damage.FORGED_SEAL


def test_a_removed_seal_is_found(chain):
    attack("DELETE FROM journal_seal WHERE number = 1")
    assert queries.verify().damage is Damage.FORGED_SEAL


def test_a_chain_made_again_without_the_key_is_found(chain, settings):
    settings.JOURNAL_KEY = "the attacker's own"
    settings.SECRET_KEY = "other"
    assert queries.verify().damage is Damage.CHANGED


def test_a_rotated_secret_still_verifies(chain, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new one"
    write(2)
    actions.seal_entries()
    assert queries.verify() == rules.Verdict(checked=9)


def test_a_new_chain_puts_the_old_heads_aside(heads):
    heads.write_text("1 9 " + "d" * 64 + " 2026-01-01T00:00:00+00:00\n")
    write()
    actions.seal_entries()
    assert len(list(heads.parent.glob("heads.txt.*"))) == 1
    assert queries.verify().ok


def test_the_command_says_what_it_found(chain, capsys):
    call_command("verify_journal")
    assert "Проверено записей: 7" in capsys.readouterr().out
    attack("UPDATE journal_entry SET verb = 'x' WHERE id = %s", at(6))
    with pytest.raises(CommandError, match="место 6"):
        call_command("verify_journal")


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_cannot_fork_the_chain():
    write(40)
    sealed: list[int] = []

    def seal() -> None:
        try:
            sealed.extend(actions.seal_entries(limit=10) for _ in range(6))
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    actions.seal_entries()
    assert list(Link.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 41))
    assert queries.verify() == rules.Verdict(checked=40)
