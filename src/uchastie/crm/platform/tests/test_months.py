"""The numbers of a month: by hand with a proof, from a table on trial, in versions."""

import csv
import datetime as dt
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.world import make_person
from tests.world_platform import make_month

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents import queries as documents
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import actions, queries
from uchastie.crm.platform.actions.months import Ground
from uchastie.crm.platform.models import MonthFigures, TableImport, UsefulMark
from uchastie.crm.platform.rules import MonthValues
from uchastie.crm.platform.rules.table import What
from uchastie.kernel import clock, measures
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

MONTHS = ["Центр", "Код центра", "Месяц", "Пользователи", "Часы", "Авторизации", "С полезными действиями"]
OCTOBER, SEPTEMBER = dt.date(2026, 10, 1), dt.date(2026, 9, 1)
LINK = Ground("dobro.ru/stat")


@pytest.fixture(autouse=True)
def _november():
    """Months of these tests are those of 2026, whenever the tests run."""
    with clock.at(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def head(actor_of):
    return actor_of(Role.CENTRE_HEAD)


@pytest.fixture
def region(actor_of):
    return actor_of(Role.REGION_COORDINATOR)


def table(*lines, head=MONTHS):
    out = StringIO()
    csv.writer(out, delimiter=";").writerows([head, *lines])
    return SimpleUploadedFile("числа.csv", out.getvalue().encode())


def load(actor, unit, *lines, what=What.MONTHS, head=MONTHS):
    batch = actions.try_table(actor=actor, unit=unit, what=what, upload=table(*lines, head=head))
    counts = (batch.fresh, batch.changed, batch.same, batch.wrong)
    if batch.fresh + batch.changed:
        actions.begin_import(actor=actor, import_id=batch.pk)
        actions.write_rows(batch.pk)
    batch.refresh_from_db()
    return counts, batch


def write(actor, unit, month=OCTOBER, ground=LINK, seen=None, **values):
    return actions.write_month(
        actor=actor, unit=unit, month=month, values=MonthValues(**values), ground=ground, seen=seen
    )


def values_of(code, unit, first, last):
    return [(day, n) for _, day, n in measures.get(f"platform.{code}").days([unit.pk], first, last)]


@pytest.mark.ledger("A105")
def test_four_numbers_by_hand_with_a_proof_make_the_figures(world, head):
    unit = world.uralmash
    write(head, unit, SEPTEMBER, users=300, hours=900, signins=80, useful=30)
    write(head, unit, users=340, hours=1250, signins=0, useful=51)
    assert values_of("hours", unit, SEPTEMBER, OCTOBER) == [(SEPTEMBER, 900), (OCTOBER, 1250)]
    assert values_of("signins", unit, SEPTEMBER, OCTOBER) == [(SEPTEMBER, 80)]
    assert values_of("users", unit, OCTOBER, OCTOBER) == [(SEPTEMBER, 300), (OCTOBER, 340)]
    assert values_of("useful", unit, OCTOBER + dt.timedelta(days=9), OCTOBER + dt.timedelta(days=9)) == [(OCTOBER, 51)]
    shown = measures.get("platform.users").rows(head, unit.pk, OCTOBER, OCTOBER, 5)
    assert [(one.amount, one.proof) for one in shown] == [(340, "https://dobro.ru/stat")]
    assert queries.get_month(head, unit, OCTOBER).values.share == 0.15


def test_what_is_typed_without_a_proof_or_of_a_month_to_come_is_refused(world, head):
    unit = world.uralmash
    future = (clock.today(unit.zone).replace(day=1) + dt.timedelta(days=40)).replace(day=1)
    for values in (
        {"users": 5, "ground": Ground()},
        {},
        {"users": 5, "useful": 6},
        {"users": 5, "month": future},
        {"users": 5, "month": dt.date(2026, 10, 2)},
    ):
        with pytest.raises(Refusal):
            write(head, unit, **values)
    assert not MonthFigures.objects.exists()


def test_a_correction_is_a_version_and_an_unseen_one_is_not_overwritten(world, head):
    unit = world.uralmash
    write(head, unit, users=300, seen=0)
    with pytest.raises(Conflict):
        write(head, unit, users=310, seen=0)
    write(head, unit, users=310, seen=1)
    assert write(head, unit, users=310, seen=2).number == 2
    assert [(row.users, row.replaced_at is None) for row in queries.list_versions(head, unit, OCTOBER)] == [
        (310, True),
        (300, False),
    ]


@pytest.mark.ledger("A105")
def test_a_table_tells_row_by_row_what_it_would_do(world, region):
    known = make_month(world.uralmash, SEPTEMBER, users=300, hours=900)
    counts, batch = load(
        region,
        world.region,
        ["Добро.Центр «Уралмаш»", "", "10.2026", "340", "1 250", "96", "51"],
        ["добро центр уралмаш", "", "сентябрь 2026", "", "950", "", ""],
        ["", "vtoroy", "10.2026", "12", "", "", ""],
        ["", "uralmash", "октябрь 2026", "1", "", "", ""],
        ["Добро.Центр «Обской»", "", "10.2026", "5", "", "", ""],
        ["", "", "10.2026", "5", "", "", ""],
        ["Добро.Центр «Второй»", "", "10.2099", "много", "", "", ""],
    )
    assert counts == (2, 1, 0, 4)
    problems = {row["number"]: "; ".join(row["problems"]) for row in batch.rows}
    assert problems[5] == "этот центр и месяц уже есть в строке 2: оставьте одну"
    assert "Обской" in problems[6]
    assert "не указан центр" in problems[7]
    assert "ещё не наступил" in problems[8]
    assert "целое число" in problems[8]
    known.refresh_from_db()
    new = MonthFigures.objects.get(unit=world.uralmash, month=SEPTEMBER, replaced_at=None)
    assert (known.replaced_at is None, new.number, new.users, new.hours) == (False, 2, 300, 950)
    assert (batch.saved, new.table_id, new.source, new.made_by_id) == (3, batch.pk, "table", region.id)


def test_the_same_table_again_changes_nothing(world, region):
    lines = [[f"Добро.Центр «{name}»", "", "10.2026", "9", "8", "7", "6"] for name in ("Уралмаш", "Второй")]
    assert load(region, world.region, *lines)[0] == (2, 0, 0, 0)
    counts, batch = load(region, world.region, *lines)
    assert counts == (0, 0, 2, 0)
    with pytest.raises(Refusal):
        actions.begin_import(actor=region, import_id=batch.pk)
    assert MonthFigures.objects.count() == 2


def test_two_centres_of_one_name_ask_for_the_code(world, region):
    Unit.objects.filter(pk=world.vtoroy.pk).update(name=world.uralmash.name)
    counts, batch = load(region, world.region, [world.uralmash.name, "", "10.2026", "9", "", "", ""])
    assert counts == (0, 0, 0, 1)
    assert "впишите код" in batch.rows[0]["problems"][0]


def test_a_centre_needs_no_column_of_its_own(world, head):
    assert load(head, world.uralmash, ["10.2026", "340"], head=["Месяц", "Пользователи"])[0] == (1, 0, 0, 0)
    assert MonthFigures.objects.get().unit == world.uralmash
    assert load(head, world.uralmash, ["", "vtoroy", "10.2026", "3"])[0] == (0, 0, 0, 1)


def test_an_xlsx_with_dates_is_read(world, head):
    sheet = documents.write_xlsx("Числа", ["Месяц", "Часы"], [[OCTOBER, 12], [SEPTEMBER, 13]])
    upload = SimpleUploadedFile("x.xlsx", sheet.file.read())
    batch = actions.try_table(actor=head, unit=world.uralmash, what=What.MONTHS, upload=upload)
    assert batch.fresh == 2


def test_five_hundred_rows_cost_no_more_statements_than_five(world, region, django_assert_max_num_queries):
    lines = [["", "uralmash", f"{month:02}.{year}", "9"] for year in range(2018, 2026) for month in range(1, 13)]
    with django_assert_max_num_queries(20):
        actions.try_table(actor=region, unit=world.region, what=What.MONTHS, upload=table(*lines, *lines, *lines))


@pytest.mark.ledger("A104")
def test_useful_actions_come_from_a_table_of_ids_and_telephones(world, head):
    unit = world.uralmash
    person = make_person(unit, phone="+79125550011")
    person.volunteer_id = "96002534"
    person.save()
    make_person(world.vtoroy, phone="+79125550022")
    counts, batch = load(
        head,
        unit,
        ["96002534", "Донорство", "14.10.2026"],
        ["8 912 555-00-11", "Донорство", "14.10.2026"],
        ["+79125550011", "обучение", "15.10.2026"],
        ["+79125550022", "Донорство", "14.10.2026"],
        what=What.USEFUL,
        head=["ID", "Действие", "Дата"],
    )
    assert counts == (2, 0, 1, 1)
    assert sorted(UsefulMark.objects.values_list("kind", "source")) == [("blood", "table"), ("study", "table")]
    assert batch.rows[0]["problems"] == ["этого человека центр не знает"]


def test_a_table_is_its_authors_alone_and_is_wiped_after_a_day(world, head, region, actor_of):
    batch = actions.try_table(
        actor=head, unit=world.uralmash, what=What.MONTHS, upload=table(["10.2026", "5"], head=["Месяц", "Часы"])
    )
    for other in (region, actor_of(Role.CENTRE_EMPLOYEE)):
        with pytest.raises(NotSeen):
            queries.get_table(other, batch.pk)
    assert actions.wipe_old_tables() == 0
    with clock.at(clock.now() + dt.timedelta(days=2)):
        assert actions.wipe_old_tables() == 1
    with pytest.raises(Conflict):
        actions.begin_import(actor=head, import_id=batch.pk)
    assert TableImport.objects.get().rows == []


def test_who_may_bring_tables(world, actor_of):
    upload = table(["10.2026", "5"], head=["Месяц", "Часы"])
    for role in (Role.MUNICIPAL_COORDINATOR, Role.FEDERAL_ANALYST):
        unit = world.city if role == Role.MUNICIPAL_COORDINATOR else world.federal
        with pytest.raises(Denied):
            actions.try_table(actor=actor_of(role), unit=unit, what=What.MONTHS, upload=upload)
    with pytest.raises(Denied):
        actions.try_table(actor=actor_of(Role.REGION_COORDINATOR), unit=world.region, what=What.USEFUL, upload=upload)
    with pytest.raises(Denied):
        write(actor_of(Role.REGION_COORDINATOR), world.uralmash, users=4)


def test_below_a_headquarters_every_centre_has_its_line(world, region, django_assert_num_queries):
    make_month(world.uralmash, OCTOBER, users=3)
    with django_assert_num_queries(9):
        lines, after = queries.list_below(region, world.region)
    assert [(line.unit.slug, line.month, line.lacks) for line in lines] == [
        ("vtoroy", "", 6),
        ("uralmash", "Октябрь 2026", 6),
    ]
    assert after is None
