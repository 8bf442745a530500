"""The table of the hot line: a trial, then the writing; nobody comes twice; the table for ОНФ.Помощь has no names."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.world import sign_in
from tests.world_opeka import make_case

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents import queries as documents
from uchastie.crm.families import actions, queries
from uchastie.crm.families.actions.imports import wipe_old_imports
from uchastie.crm.families.models import FamilyCase, FamilyImport
from uchastie.crm.families.rules.imports import HEADINGS, read_day
from uchastie.crm.families.tests.conftest import saying
from uchastie.kernel import clock
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

HEAD = [one.title for one in HEADINGS]


def row(number: str, phone: str, **cells: str) -> list[str]:
    values = {"external_id": number, "name": "Берёзкина Анна", "phone": phone, "town": "Реж"} | cells
    return [values.get(one.key, "") for one in HEADINGS]


def upload(*rows: list[str], kind: str = "xlsx") -> SimpleUploadedFile:
    write = documents.write_xlsx("Семьи", HEAD, rows) if kind == "xlsx" else documents.write_csv(HEAD, rows)
    return SimpleUploadedFile(f"families.{kind}", write.file.read())


@pytest.fixture
def load(world, coordinator):
    def go(*rows, kind="xlsx") -> FamilyImport:
        return actions.import_families(coordinator, unit=world.region, upload=upload(*rows, kind=kind))

    return go


@pytest.mark.ledger("B22", "B27")
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_trial_writes_nothing_and_the_writing_writes_once(load, coordinator, kind):
    rows = (
        row("ОНФ-1", "+7 912 555-02-01", members="Миша, сын, 2017; бабушка, 1950", categories="Ремонт; Транспорт"),
        row("ОНФ-2", "+7 912 555-02-02", name="Кедрова Ия", received_on="20.11.2026"),
    )
    batch = load(*rows, kind=kind)
    assert (batch.fresh, batch.known, batch.wrong) == (2, 0, 0)
    assert not FamilyCase.objects.exists()
    actions.begin_import(coordinator, import_id=batch.pk)
    case = FamilyCase.objects.get(external_id="ОНФ-1")
    assert (case.source, case.state, case.members.count()) == ("hotline", "received", 3)
    assert {need.category_id for need in case.needs.all()} == {"repair", "transport"}
    with pytest.raises(Conflict):
        actions.begin_import(coordinator, import_id=batch.pk)
    again = load(*rows, kind=kind)
    assert (again.fresh, again.known) == (0, 2)
    actions.begin_import(coordinator, import_id=again.pk)
    assert FamilyCase.objects.count() == 2
    assert FamilyImport.objects.get(pk=batch.pk).rows == []  # names and phones are wiped when they are written


@pytest.mark.ledger("B27")
def test_the_same_family_twice_in_one_table_is_one(load, coordinator):
    batch = load(row("ОНФ-1", "+7 912 555-02-01"), row("ОНФ-1", "+7 912 555-02-09"), row("ОНФ-3", "8 (912) 555-02-01"))
    assert (batch.fresh, batch.known) == (1, 2)
    actions.begin_import(coordinator, import_id=batch.pk)
    assert FamilyCase.objects.count() == 1


def test_what_became_known_meanwhile_is_left_alone(load, coordinator, world):
    batch = load(row("ОНФ-1", "+7 912 555-02-01"))
    make_case(world, external_id="ОНФ-1")
    assert actions.begin_import(coordinator, import_id=batch.pk).fresh == 0


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"phone": "12"}, "Телефон"),
        ({"town": ""}, "Населённый пункт: не заполнено"),
        ({"categories": "Колдовство"}, "нет такого вида"),
        ({"received_on": "31.02.2026"}, "дата"),
        ({"received_on": "01.01.2099"}, "не наступил"),
        ({"members": "Миша, 17"}, "четыре цифры"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(load, cells, words):
    batch = load(row("ОНФ-1", cells.pop("phone", "+7 912 555-02-01"), **cells), row("ОНФ-2", "+7 912 555-02-02"))
    assert (batch.fresh, batch.wrong) == (1, 1)
    assert any(words in problem for problem in batch.rows[0]["problems"])


def test_a_table_without_its_columns(world, coordinator):
    sheet = SimpleUploadedFile("a.csv", "Имя;Город\r\nАнна;Реж".encode())
    with saying("нет столбцов"):
        actions.import_families(coordinator, unit=world.region, upload=sheet)
    with pytest.raises(Refusal):
        actions.import_families(coordinator, unit=world.region, upload=SimpleUploadedFile("a.csv", b"%PDF-1.7 nothing"))


def test_somebody_elses_table_is_not_there(load, world, actor_of):
    with pytest.raises(NotSeen):
        queries.get_import(actor_of(Role.MUNICIPAL_COORDINATOR), load(row("ОНФ-1", "+7 912 555-02-01")).pk)


def test_an_old_table_is_wiped(load):
    batch = load(row("ОНФ-1", "+7 912 555-02-01"))
    FamilyImport.objects.update(made_at=clock.now() - dt.timedelta(days=2))
    wipe_old_imports()
    batch.refresh_from_db()
    assert batch.rows == []


@pytest.mark.ledger("B11", "B27")
def test_the_table_for_the_other_system_has_the_marker_and_no_names(world):
    make_case(world, external_id="ОНФ-8")
    make_case(world, external_id="ОНФ-9", state="received", town="Кушва")
    make_case(world, external_id="ОНФ-54", unit=world.other_region)
    client = sign_in(world.people[Role.REGION_COORDINATOR])
    for kind in ("", "?kind=csv"):
        answer = client.get(reverse("families:export") + kind)
        data = io.BytesIO(b"".join(answer.streaming_content))
        table = documents.read_table(data)  # type: ignore[arg-type]
        marker = table[0].index("Требуется опека")
        assert {line[0]: line[marker] for line in table[1:]} == {"ОНФ-8": "да", "ОНФ-9": "нет"}
        assert not [cell for line in table for cell in line if "Рябинина" in cell or "7912" in cell]


def test_the_pages_of_a_table(world):
    client = sign_in(world.people[Role.REGION_COORDINATOR])
    bad = row("ОНФ-2", "12")
    answer = client.post(reverse("families:tables"), {"upload": upload(row("ОНФ-1", "+7 912 555-02-01"), bad)})
    trial = client.get(answer.headers["Location"]).content.decode()
    assert "1 новая семья" in trial.replace("\xa0", " ")
    assert "Телефон" in trial
    done = client.post(answer.headers["Location"] + "writing/")
    assert FamilyCase.objects.get().external_id == "ОНФ-1"
    assert "записана" in client.get(done.headers["Location"]).content.decode()
    assert client.post(reverse("families:tables")).status_code == 422


@pytest.mark.parametrize("text", ["20.11.2026", "2026-11-20", "20.11.2026 14:30", "2026-11-20T00:00:00"])
def test_days_as_people_and_tables_write_them(text):
    assert read_day(text, dt.date(2026, 11, 23)) == dt.date(2026, 11, 20)
