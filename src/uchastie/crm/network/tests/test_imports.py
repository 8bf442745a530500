"""Tables of centres and staff: tried first, good rows without the bad, the same table twice is one table."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.world import World

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents import queries as documents
from uchastie.crm.network import actions, queries
from uchastie.crm.network.models import Assignment, Import, Invitation, Unit
from uchastie.crm.network.rules import HEADINGS, ImportKind, Verdict
from uchastie.crm.network.rules.imports import role_of
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

HEAD = "Название;Регион;Город;Адрес;Телефон;ИНН;Часы в будни"
GOOD = "Добро.Центр «Реж»;Свердловская область;Реж;ул. Ленина, 1;8 (34364) 5-01-12;;9:00–13:00, 14:00–18:00"
STAFF = "ФИО;Почта;Роль;Центр;Должность"

type Acts = Callable[[Role], Actor]


def upload(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.replace("\n", "\r\n").encode(encoding))


def trial(actor: Actor, *lines: str, kind: ImportKind = ImportKind.CENTRES, encoding: str = "utf-8") -> Import:
    return actions.try_table(actor, kind=kind, upload=upload("\n".join(lines), encoding))


def write(actor: Actor, batch: Import) -> Import:
    actions.begin_import(actor, import_id=batch.pk)
    actions.write_rows(batch.pk)
    batch.refresh_from_db()
    return batch


def verdicts(batch: Import) -> list[str]:
    return [row["verdict"] for row in batch.rows]


def problems(batch: Import) -> list[tuple[int, str]]:
    return [(row["number"], column) for row in batch.rows for column, _, _ in row["problems"]]


def test_a_trial_writes_nothing(world: World, actor_of: Acts) -> None:
    batch = trial(actor_of(Role.REGION_COORDINATOR), HEAD, GOOD)
    assert verdicts(batch) == ["good"]
    assert not Unit.objects.filter(town="Реж").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_good_rows_are_saved_without_the_bad_ones(world: World, actor_of: Acts, encoding: str) -> None:
    bad = [
        "Добро.Центр «Кушва»;Свердловская область;Кушва;ул. Мира, 2;;;завтра в 9",
        "Добро.Центр «Тавда»;Свердловская область;Тавда;ул. Мира, 2;12;660312345;",
        "Добро.Центр «Обь»;Новосибирская область;Обь;ул. Мира, 2;;;",
        "Добро.Центр «Ивдель»;Свердловская область;;;;;",
    ]
    assert verdicts(trial(actor_of(Role.REGION_COORDINATOR), HEAD, GOOD, *bad)) == ["good", "bad", "bad", "bad", "bad"]
    batch = write(
        actor_of(Role.REGION_COORDINATOR), trial(actor_of(Role.REGION_COORDINATOR), HEAD, GOOD, *bad, encoding=encoding)
    )
    assert verdicts(batch) == ["saved", "bad", "bad", "bad", "bad"]
    assert problems(batch) == [
        (3, "Часы в будни"),
        (4, "Телефон"),
        (4, "ИНН"),
        (5, "Регион"),
        (6, "Населённый пункт"),
        (6, "Адрес"),
    ]
    made = Unit.objects.get(town="Реж")
    assert (made.phone, made.path, made.tz) == ("+73436450112", "/66/rezh/", "Asia/Yekaterinburg")
    assert len(made.week()) == 10


def test_the_same_table_twice_is_one_table(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.REGION_COORDINATOR)
    write(actor, trial(actor, HEAD, GOOD))
    again = trial(actor, HEAD, GOOD.replace("Реж;", "РЕЖ;").replace("«Реж»", '"Реж"'))
    assert verdicts(again) == ["same"]
    with pytest.raises(Refusal, match="import_nothing"):
        actions.begin_import(actor, import_id=again.pk)
    assert Unit.objects.filter(town="Реж").count() == 1


def test_a_row_repeated_in_the_file_is_told_with_the_number_of_the_first(world: World, actor_of: Acts) -> None:
    batch = trial(actor_of(Role.REGION_COORDINATOR), HEAD, GOOD, "", GOOD)
    assert verdicts(batch) == ["good", "bad"]
    assert batch.rows[1]["problems"][0][2] == "то же, что в строке 2"


def test_a_row_that_has_become_taken_between_trial_and_writing_is_left_alone(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.REGION_COORDINATOR)
    first, second = trial(actor, HEAD, GOOD), trial(actor, HEAD, GOOD)
    write(actor, first)
    write(actor, second)
    assert Unit.objects.filter(town="Реж").count() == 1


def test_a_broken_writing_goes_on_where_it_stopped(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.REGION_COORDINATOR)
    batch = trial(actor, HEAD, GOOD, GOOD.replace("Реж", "Ирбит"))
    actions.begin_import(actor, import_id=batch.pk)
    half = trial(actor, HEAD, GOOD)
    write(actor, half)  # what the killed job had done
    actions.write_rows(batch.pk)
    actions.write_rows(batch.pk)  # and once more: it does no harm
    batch.refresh_from_db()
    assert verdicts(batch) == ["saved", "saved"]
    assert Unit.objects.filter(town__in=["Реж", "Ирбит"]).count() == 2


def test_writing_begins_once(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.REGION_COORDINATOR)
    batch = write(actor, trial(actor, HEAD, GOOD))
    with pytest.raises(Conflict):
        actions.begin_import(actor, import_id=batch.pk)


def test_rights_are_those_of_the_moment_of_writing(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.REGION_COORDINATOR)
    batch = trial(actor, HEAD, GOOD)
    actions.begin_import(actor, import_id=batch.pk)
    Assignment.objects.filter(user_id=actor.id).update(ended_at=clock.now())
    actions.write_rows(batch.pk)
    batch.refresh_from_db()
    assert verdicts(batch) == ["bad"]
    assert not Unit.objects.filter(town="Реж").exists()


# --- staff ---


def test_staff_are_invited_as_by_hand(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.REGION_COORDINATOR)
    rows = [
        "Анна Ковалёва;Anna@example.org;Руководитель;Уралмаш;директор",
        "Пётр Орлов;petr@;сотрудник;Добро.Центр «Уралмаш»;",
        "Олег Лис;oleg@example.org;царь;Уралмаш;",
        "Инна Ким;inna@example.org;сотрудник;Обской;",
        "Зоя Юн;zoya@example.org;региональный координатор;Уралмаш;",
        "Анна Ковалёва;anna@example.org;руководитель;uralmash;",
    ]
    batch = write(actor, trial(actor, STAFF, *rows, kind=ImportKind.STAFF))
    assert verdicts(batch) == ["saved", "bad", "bad", "bad", "bad", "bad"]
    assert problems(batch) == [(3, "Почта"), (4, "Роль"), (5, "Центр"), (6, "Роль"), (7, "Почта")]
    invitation = Invitation.objects.get(email="anna@example.org")
    assert (invitation.unit, invitation.role, invitation.position) == (world.uralmash, Role.CENTRE_HEAD, "директор")
    assert Message.objects.filter(event="staff-invited", address="anna@example.org").count() == 1
    again = trial(actor, STAFF, rows[0], kind=ImportKind.STAFF)
    assert verdicts(again) == ["same"], "nobody gets a second letter while the first link is good"


def test_who_works_already_is_left_alone(world: World, actor_of: Acts) -> None:
    email = world.user(Role.CENTRE_EMPLOYEE).email
    line = f"Сотрудник;{email};сотрудник;Уралмаш;"
    assert verdicts(trial(actor_of(Role.ADMIN), STAFF, line, kind=ImportKind.STAFF)) == ["same"]


def test_an_expired_invitation_is_sent_again(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.ADMIN)
    line = "Анна Ковалёва;anna@example.org;сотрудник;Уралмаш;"
    write(actor, trial(actor, STAFF, line, kind=ImportKind.STAFF))
    Invitation.objects.update(expires_at=clock.now() - dt.timedelta(minutes=1))
    assert verdicts(trial(actor, STAFF, line, kind=ImportKind.STAFF)) == ["good"]


def test_two_centres_of_one_name_are_told_apart_by_the_region(world: World, actor_of: Acts) -> None:
    actor = actor_of(Role.ADMIN)
    Unit.objects.filter(pk=world.novosibirsk.pk).update(name="Добро.Центр «Уралмаш»")
    line = "Анна Ковалёва;anna@example.org;сотрудник;Уралмаш;"
    batch = trial(actor, STAFF, line, kind=ImportKind.STAFF)
    assert "несколько" in batch.rows[0]["problems"][0][2]
    batch = trial(actor, f"{STAFF};Регион", f"{line};Новосибирская область", kind=ImportKind.STAFF)
    assert verdicts(batch) == ["good"]


@pytest.mark.parametrize("role", [Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE, Role.MUNICIPAL_COORDINATOR, Role.DPO])
def test_others_load_no_tables(world: World, actor_of: Acts, role: Role) -> None:
    with pytest.raises(Denied):
        trial(actor_of(role), HEAD, GOOD)


def test_a_table_is_seen_only_by_the_one_who_loaded_it(world: World, actor_of: Acts) -> None:
    batch = trial(actor_of(Role.REGION_COORDINATOR), HEAD, GOOD)
    with pytest.raises(NotSeen):
        queries.get_import(actor_of(Role.ADMIN), batch.pk)


def test_names_are_wiped_after_a_week(world: World, actor_of: Acts) -> None:
    batch = trial(actor_of(Role.REGION_COORDINATOR), HEAD, GOOD)
    assert actions.wipe_old_imports() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=8)):
        assert actions.wipe_old_imports() == 1
    batch.refresh_from_db()
    assert batch.rows == []


# --- heads of tables ---


@pytest.mark.parametrize(
    ("text", "code"),
    [("Название;Регион\nа;б", "import_head"), (HEAD, "import_empty"), ("просто\nстроки", "import_head")],
)
def test_a_table_without_its_columns_or_rows_is_refused(world: World, actor_of: Acts, text: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        trial(actor_of(Role.ADMIN), text)


def test_the_head_may_stand_below_a_title_in_any_order_and_case(world: World, actor_of: Acts) -> None:
    lines = ["Список центров", "", "АДРЕС *;город;лишнее;регион;наименование", "ул. Мира, 5;Реж;?;66;Дом добра"]
    batch = trial(actor_of(Role.ADMIN), *lines)
    assert verdicts(batch) == ["good"]
    assert batch.rows[0]["number"] == 4


@pytest.mark.parametrize("kind", list(ImportKind))
def test_the_sample_is_a_head_that_is_understood_and_an_example_that_is_not_loaded(
    world: World, client_of: Callable[..., Client], actor_of: Acts, kind: ImportKind
) -> None:
    data = b"".join(client_of(Role.ADMIN).get(f"/network/tables/samples/{kind}/"))
    table = documents.read_table(SimpleUploadedFile("a.xlsx", data))
    assert table == [[one.title for one in HEADINGS[kind]], [one.example for one in HEADINGS[kind]]]
    with pytest.raises(Refusal, match="import_empty"):
        actions.try_table(actor_of(Role.ADMIN), kind=kind, upload=io.BytesIO(data))


@pytest.mark.parametrize(
    ("text", "role"),
    [("Руководитель", Role.CENTRE_HEAD), ("Сотрудник Добро.Центра", Role.CENTRE_EMPLOYEE), ("кто-то", None)],
)
def test_roles_by_their_usual_names(text: str, role: Role | None) -> None:
    assert role_of(text) == role


# --- pages ---


def test_the_way_through_the_pages(world: World, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.REGION_COORDINATOR)
    file = SimpleUploadedFile("центры.csv", "\n".join([HEAD, GOOD, ";Свердловская область;Реж;ул. Мира, 2"]).encode())
    found = client.post("/network/tables/", {"kind": "centres", "upload": file})
    page = client.get(found.url).content.decode().replace("\u00a0", " ")
    assert "1 строка готова, 1 строку исправьте" in page
    assert "Пока ничего не записано" in page
    book = b"".join(client.get(f"{found.url}mistakes/"))
    rows = documents.read_table(SimpleUploadedFile("a.xlsx", book))
    assert rows[0][-1] == "Что не так"
    assert "Название: не заполнено" in rows[1][-1]
    assert client.post(f"{found.url}writing/").url == found.url
    assert "1 строка записана" in client.get(found.url).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "пустой"), (b"%PDF-1.7", "не таблица"), ("имя;город\nа;б".encode(), "нет столбцов")],
)
def test_a_bad_file_is_told_at_its_field(
    world: World, client_of: Callable[..., Client], data: bytes, words: str
) -> None:
    form = {"kind": "centres", "upload": SimpleUploadedFile("a.csv", data)}
    answer = client_of(Role.REGION_COORDINATOR).post("/network/tables/", form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'id="upload-centres-error"' in answer.content.decode()


def test_a_form_without_a_file_says_so(world: World, client_of: Callable[..., Client]) -> None:
    answer = client_of(Role.REGION_COORDINATOR).post("/network/tables/", {"kind": "staff"})
    assert answer.status_code == 422
    assert "Выберите файл" in answer.content.decode()


def test_a_long_table_is_written_by_a_job_that_says_how_far_it_is(
    world: World, client_of: Callable[..., Client], actor_of: Acts, django_assert_max_num_queries: Any
) -> None:
    client = client_of(Role.REGION_COORDINATOR)
    lines = [GOOD.replace("Реж", f"Село {number}") for number in range(60)]
    with django_assert_max_num_queries(20):
        batch = trial(actor_of(Role.REGION_COORDINATOR), HEAD, *lines)
    client.post(f"/network/tables/{batch.pk}/writing/")
    page = client.get(f"/network/tables/{batch.pk}/").content.decode()
    assert "Записываем: 0 из 60" in page
    Import.objects.filter(pk=batch.pk).update(done=40)
    part = client.get(f"/network/tables/{batch.pk}/", headers={"hx-request": "true"}).content.decode()
    assert "40 из 60" in part
    assert "<html" not in part
    actions.write_rows(batch.pk)
    batch.refresh_from_db()
    assert batch.finished_at
    assert sum(row["verdict"] == Verdict.SAVED for row in batch.rows) == 60
