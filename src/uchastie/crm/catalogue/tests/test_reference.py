"""The catalogue given with the product, against the source."""

import re

import pytest

from uchastie.crm.catalogue import queries, reference
from uchastie.crm.catalogue.models import Audience, Partner, Regulation, Service
from uchastie.crm.catalogue.rules import PackageLevel, ServiceKind, ServiceType

pytestmark = pytest.mark.django_db

BASE = {
    "informing": "Информирование",
    "consulting": "Консультирование",
    "dobro-vzaimno": "Развитие Добро.Взаимно",
    "platform-help": "Работа с платформой Добро.рф",
}
# Names as the source prints them, and the partner printed under each.
ELECTIVE = """
Социальное проектирование
Организация исследований и мониторингов | ВЦИОМ, «Неравнодушный человек»
Подбор экспертов
Организация сообществ взаимопомощи | «Фабрика позитивных изменений»
Предоставление помещения
Корпоративное волонтерство
Консалтинг в сфере менеджмента НКО | АНО «Центр обеспечения качества деятельности некоммерческих организаций „ОКНО“»
Организация и проведение мероприятий
Акселерация и сопровождение местных добровольческих, общественных проектов
Внедрение стандартов Ассоциации Добро.рф
Реализация образовательных траекторий «Добро.Университет»
Оценка социального эффекта | «Фабрика позитивных изменений»
Работа с местным сообществом в малых городах | Фонд Тимченко
Информационная открытость и публичная отчетность | Форум доноров
Формирование волонтерских корпусов
Обучение служением | Высшая школа экономики
Вовлечение участников СВО и членов их семей в общественные инициативы | Государственный фонд «Защитники Отечества»
Серебряный наставник | Всероссийское общественное движение «Волонтёры культуры»
Участие в деятельности Движения первых | РДДМ
Установка боксов для сбора вторсырья | АНО «Собиратор»
Мотивация активных граждан | «Другое дело»
Научное волонтерство | «Научное волонтерство»
Подростковые центры | Федеральный подростковый центр
Донорство | Российский Красный Крест
Социальное волонтерство | Добровольческое движение «Даниловцы»
Мастер-классы первой помощи | Российский Красный Крест
Эко-волонтерство | «Делай!», Росатом
Центры здорового образа жизни | ВОД «Волонтеры-медики»
"""
MASTER = {
    "research", "ngo-consulting", "acceleration", "standards", "impact-assessment",
    "small-towns", "openness", "service-learning", "teen-centres", "healthy-life",
}  # fmt: skip
AUDIENCES = {
    "P_VOLUNTEER", "P_PROJECT_LEAD", "P_HELP_RECIPIENT", "P_RESIDENT",
    "O_ORGANISER", "O_NGO", "O_BUSINESS", "O_PUBLIC", "O_MEDIA",
}  # fmt: skip


@pytest.fixture(autouse=True)
def catalogue(db):
    reference.load()


@pytest.mark.ledger("A21", "A22", "A23", "A24")
def test_the_four_base_services_have_goal_tasks_and_a_real_regulation():
    found = [service for service in queries.list_services() if service.kind == ServiceKind.BASE]
    assert {service.code: service.name for service in found} == BASE
    assert [len(service.tasks) for service in found] == [8, 5, 4, 4]
    for service in found:
        steps = queries.list_steps(queries.find_current_regulation(service))
        assert 6 <= len(steps) <= 9
        assert any("оценить" in step.text for step in steps)
        assert service.level == ""


@pytest.mark.ledger("A2", "A25")
def test_the_28_elective_services_and_their_partners_are_as_printed():
    printed = [line.partition(" | ")[::2] for line in ELECTIVE.strip().splitlines()]
    found = [service for service in queries.list_services() if service.kind == ServiceKind.ELECTIVE]
    assert [s.name for s in found] == [name for name, _ in printed]
    for service, (_, partners) in zip(found, printed, strict=True):
        assert {p.name for p in service.partners.all()} == set(filter(None, partners.split(", ")))
    assert len(found) == 28


@pytest.mark.ledger("A25")
def test_levels_are_a_guess_until_confirmed():
    found = Service.objects.filter(kind=ServiceKind.ELECTIVE)
    assert set(found.filter(level=PackageLevel.MASTER).values_list("code", flat=True)) == MASTER
    assert not found.filter(level_confirmed=True).exists()


@pytest.mark.ledger("A25")
def test_doubtful_partners_say_why():
    doubtful = Partner.objects.filter(confirmed=False)
    assert {partner.code for partner in doubtful} == {"culture-volunteers", "delai", "rosatom"}
    assert all(partner.note for partner in doubtful)


@pytest.mark.ledger("A1")
def test_every_service_has_a_type_of_the_source():
    assert {service.type for service in queries.list_services()} == set(ServiceType)


@pytest.mark.ledger("A3")
def test_every_service_has_a_regulation_in_force():
    for service in queries.list_services():
        regulation = queries.find_current_regulation(service)
        steps = queries.list_steps(regulation)
        assert (regulation.number, regulation.published_at is not None) == (1, True)
        assert len(steps) >= 5
        assert [step.place for step in steps] == list(range(1, len(steps) + 1))
        assert any(step.required for step in steps)


@pytest.mark.ledger("A6")
def test_the_eight_principles_are_there_with_their_meaning():
    found = queries.list_principles()
    assert [principle.number for principle in found] == list(range(1, 9))
    assert found[0].name == "Целесообразность"
    assert found[7].name == "Разграничение личных и профессиональных отношений"
    assert all(len(principle.meaning.split()) >= 8 for principle in found)


@pytest.mark.ledger("A67")
def test_consulting_has_four_topics():
    found = queries.list_topics(queries.get_service("consulting"))
    assert [topic.code for topic in found] == ["development", "support-measures", "projects", "other"]
    assert queries.list_topics(queries.get_service("informing")) == []


def test_nine_audiences_and_every_service_is_for_someone():
    assert {audience.code for audience in Audience.objects.all()} == AUDIENCES
    assert all(service.audiences.all() for service in queries.list_services())


def test_short_texts_speak_plainly():
    for service in queries.list_services():
        words = [word for word in service.short.split() if word != "—"]
        assert 12 <= len(words) <= 25, service.code
        assert len(service.outcomes) >= 3
        assert not re.search(r"осуществл|предоставл|реализац|в рамках|!", service.short.lower()), service.code


def test_texts_of_ours_write_yo_and_russian_quotes():
    """Names are as printed; everything else is ours, and «волонтер» in it would be a slip."""
    for file in (reference.DATA / "services").glob("*.toml"):
        ours = "\n".join(line for line in file.read_text().splitlines() if not line.startswith("name ="))
        assert not re.search(r"волонтер|отчет|еще\b|\bее\b|ребенк|найдем|поможем\w*ем\b", ours.lower()), file.name
        assert ours.count("«") == ours.count("»"), file.name


def test_loading_twice_adds_nothing_and_keeps_what_people_changed():
    consulting = Service.objects.get(code="consulting")
    consulting.apply(short="Своими словами федеральной команды")
    Partner.objects.filter(code="delai").update(name="Верное имя", confirmed=True)
    before = (Service.objects.count(), Regulation.objects.count())

    reference.load()

    assert (Service.objects.count(), Regulation.objects.count()) == before
    assert Service.objects.get(code="consulting").short == "Своими словами федеральной команды"
    assert Partner.objects.get(code="delai").name == "Верное имя"


def test_loading_brings_back_only_what_is_missing():
    regulation = Service.objects.get(code="eco").regulations.get()
    regulation.delete()
    Service.objects.filter(code="eco").delete()
    reference.load()
    assert queries.find_current_regulation(queries.get_service("eco")).number == 1


def test_loading_costs_a_handful_of_statements(django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        reference.load()
