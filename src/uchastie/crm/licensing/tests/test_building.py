"""The set builder: three steps, the rules of packages, approval, versions and their paper."""

import io
import xml.etree.ElementTree as ET
import zipfile

import pytest
from django.db import IntegrityError, transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.catalogue.models import Service
from uchastie.crm.documents.tests.paper_text import text_of
from uchastie.crm.licensing import actions, queries
from uchastie.crm.licensing.models import Offer, ServiceSet
from uchastie.crm.licensing.rules import Answer, SetState
from uchastie.crm.licensing.tests.world import SIX, THREE, chosen
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

MASTER = (*SIX, *THREE)


@pytest.fixture
def head(actor_of):
    return actor_of(Role.CENTRE_HEAD)


@pytest.fixture
def coordinator(actor_of):
    return actor_of(Role.REGION_COORDINATOR)


@pytest.fixture
def build(world, head, coordinator):
    def build(codes, *, agreed=False):
        actions.save_choice(head, world.uralmash, codes=codes)
        actions.submit_set(head, world.uralmash, agreed=agreed)
        return actions.decide_set(coordinator, world.uralmash, approved=True)

    return build


@pytest.mark.ledger("A27", "A28", "A29")
def test_three_steps_make_one_draft(world, head, make_request):
    make_request(service="first-aid")
    make_request(service="first-aid", status="closed")
    unit = world.uralmash
    actions.save_study(head, unit, codes=["eco", "first-aid"])
    actions.save_readiness(head, unit, answers={"eco": Answer(1, 3), "events": Answer(2), "experts": Answer()})
    actions.save_choice(head, unit, codes=["eco", "consulting"])
    draft = ServiceSet.objects.get()
    assert (draft.number, draft.state, draft.codes) == (1, SetState.DRAFT, ["eco"])
    assert draft.answers == {"eco": [1, 3], "events": [2, None]}
    builder = queries.get_builder(unit)
    lines = {line.service.code: line for line in builder.lines}
    assert (builder.studied, builder.answered, len(builder.chosen)) == (2, 1, 1)
    assert (lines["first-aid"].demand.requests, lines["first-aid"].demand.open) == (2, 1)
    assert lines["eco"].demand.requests == 0
    assert not Offer.objects.filter(unit=unit, service_id="eco").exists()


@pytest.mark.ledger("A26", "A31", "A32")
@pytest.mark.parametrize(
    ("codes", "package"),
    [(SIX[:5], None), ((), None), ((*SIX[:5], *THREE), None), (SIX, "«Стандарт»"), (MASTER, "«Мастер»")],
)
def test_the_rules_of_packages_are_asked_when_it_is_sent(world, head, build, codes, package):
    if package is None:
        with pytest.raises(Refusal, match="below_standard") as refused:
            build(codes)
        assert "не хватает" in refused.value.message
        assert not chosen(world.uralmash)
        return
    found = build(codes)
    assert found.package == package
    assert len(found.rows) == 4 + len(codes)
    assert chosen(world.uralmash) == set(codes)


@pytest.mark.ledger("A25")
def test_a_level_that_is_not_confirmed_warns_and_does_not_block(world, build):
    assert not Service.objects.filter(code__in=SIX, level_confirmed=True).exists()
    assert build(SIX).state == SetState.APPROVED
    assert queries.get_builder(world.uralmash).tally.unconfirmed == len(SIX)


def test_a_package_is_not_lowered_without_a_word(world, head, build):
    build(MASTER)
    with pytest.raises(Refusal, match="package_changes"):
        build((*SIX, *THREE[:2]))
    with pytest.raises(Refusal, match="below_standard") as refused:
        build((*SIX[:5], *THREE), agreed=True)
    assert "Сейчас у центра пакет «Мастер»" in refused.value.message
    assert chosen(world.uralmash) == set(MASTER)
    assert build((*SIX, *THREE[:2]), agreed=True).package == "«Стандарт»"


@pytest.mark.ledger("A30")
def test_a_change_is_a_new_version_with_its_difference(world, head, build):
    first = build(SIX)
    second = build((*SIX[1:], "eco", *THREE))
    assert [(one.number, one.state) for one in queries.list_sets(world.uralmash)] == [
        (2, SetState.APPROVED),
        (1, SetState.SUPERSEDED),
    ]
    change = queries.change_between(first, second)
    assert set(change.added) == {"eco", *THREE}
    assert change.removed == ("social-design",)
    assert (change.package_before, change.package_after) == ("«Стандарт»", "«Мастер»")
    with pytest.raises(Refusal, match="same_set"):
        build((*SIX[1:], "eco", *THREE))


@pytest.mark.ledger("A29", "A30")
def test_open_requests_of_a_removed_service_go_on_to_their_end(world, head, build, make_request, client_of):
    build(SIX)
    request = make_request(service="first-aid")
    unit = world.uralmash
    actions.save_choice(head, unit, codes=[*(code for code in SIX if code != "first-aid"), "eco"])
    waiting = [line.service.code for line in queries.get_builder(unit).removed if line.demand.open]
    assert waiting == ["first-aid"]
    actions.submit_set(head, unit)
    actions.decide_set(SYSTEM, unit, approved=True)
    assert queries.find_offered(unit, "first-aid") is None
    assert client_of(Role.CENTRE_HEAD).get(f"/centres/{unit.slug}/services/first-aid/").status_code == 404
    assert client_of(Role.CENTRE_EMPLOYEE).get(f"/desk/requests/{request.pk}/").status_code == 200
    request.refresh_from_db()
    assert request.status == "viewed"


def test_a_set_comes_back_with_the_reason(world, head, coordinator):
    unit = world.uralmash
    actions.save_choice(head, unit, codes=SIX)
    actions.submit_set(head, unit)
    with pytest.raises(Refusal, match="submitted"):
        actions.save_choice(head, unit, codes=MASTER)
    with pytest.raises(Refusal, match="reason"):
        actions.decide_set(coordinator, unit, approved=False)
    actions.decide_set(coordinator, unit, approved=False, reason="Нет педагога")
    assert (queries.open_set(unit).state, queries.open_set(unit).reason) == (SetState.DRAFT, "Нет педагога")
    actions.submit_set(head, unit)
    actions.take_back_set(head, unit)
    with pytest.raises(Conflict):
        actions.decide_set(coordinator, unit, approved=True)
    assert not chosen(unit)


def test_who_builds_and_who_approves(world, head, actor_of, coordinator):
    unit = world.uralmash
    for who in (Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER):
        with pytest.raises(Denied):
            actions.save_choice(actor_of(who), unit, codes=SIX)
    with pytest.raises(NotSeen):
        actions.save_choice(actor_of("stranger"), unit, codes=SIX)
    actions.save_choice(head, unit, codes=SIX)
    actions.submit_set(head, unit)
    for who in (Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR, "stranger"):
        with pytest.raises(NotSeen):
            actions.decide_set(actor_of(who), unit, approved=True)
    assert actions.decide_set(actor_of(Role.FEDERAL_MANAGER), unit, approved=True).state == SetState.APPROVED


def test_two_heads_do_not_overwrite_each_other(world, head):
    unit = world.uralmash
    draft = actions.begin_set(head, unit)
    actions.save_choice(head, unit, codes=SIX, version=draft.version)
    with pytest.raises(Conflict):
        actions.save_choice(head, unit, codes=MASTER, version=draft.version)
    assert queries.open_set(unit).codes == sorted(SIX)


def test_the_database_keeps_one_open_and_one_approved_version(world, build):
    build(SIX)
    values = {"unit": world.uralmash, "saved_at": queries.approved_set(world.uralmash).saved_at}
    for state in (SetState.APPROVED, SetState.APPROVED):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceSet.objects.create(number=9, state=state, **values)
    ServiceSet.objects.create(number=9, state=SetState.DRAFT, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceSet.objects.create(number=10, state=SetState.SUBMITTED, **values)


def test_marks_and_codes_that_do_not_exist_are_refused(world, head):
    with pytest.raises(Refusal, match="mark"):
        actions.save_readiness(head, world.uralmash, answers={"eco": Answer(4, 0)})
    for save in (actions.save_study, actions.save_choice):
        with pytest.raises(Refusal, match="service"):
            save(head, world.uralmash, codes=["massage"])
    assert not ServiceSet.objects.exists()


@pytest.mark.ledger("A30")
def test_the_annex_is_a_paper_and_a_document(world, head, build, client_of):
    found = build(MASTER)
    unit = world.uralmash
    Service.objects.filter(code="eco").update(name="Другое имя")
    client = client_of(Role.CENTRE_HEAD)
    pdf = client.get(f"/licensing/{unit.slug}/annex/1/pdf/")
    assert pdf["Content-Type"] == "application/pdf"
    words = text_of(pdf.content)
    assert "Приложение № 4" in words
    assert "Мастер" in words

    answer = client.get(f"/licensing/{unit.slug}/annex/1/word/")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    assert package.testzip() is None
    roots = {name: ET.fromstring(package.read(name)) for name in package.namelist()}  # noqa: S314 - our own
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    document = roots["word/document.xml"]
    assert len(list(document.iter(f"{space}tr"))) == 1 + len(found.rows)
    said = " ".join(part.text or "" for part in document.iter(f"{space}t"))
    for _, name, _, _ in found.rows:
        assert name in said
    assert client.get(f"/licensing/{unit.slug}/annex/2/pdf/").status_code == 404


def test_what_people_typed_is_never_markup(world, head, build):
    world.uralmash.name = 'Центр <b>&"#strong[x]'
    world.uralmash.save()
    found = build(SIX)
    found.unit.refresh_from_db()
    ET.fromstring(zipfile.ZipFile(io.BytesIO(queries.annex_docx(found, None))).read("word/document.xml"))  # noqa: S314 - our own
    assert "#strong[x]" in text_of(queries.annex_pdf(found, None))


@pytest.mark.parametrize("count", [0, 60])
def test_the_builder_costs_the_same_however_often_people_asked(
    world, client_of, make_request, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_request(service="first-aid")
    client = client_of(Role.CENTRE_HEAD)
    for step in ("study", "readiness", "choice"):
        with django_assert_max_num_queries(22):
            assert client.get(f"/licensing/uralmash/builder/{step}/").status_code == 200


def test_without_scripts_a_refused_set_keeps_its_ticks(world, client_of):
    answer = client_of(Role.CENTRE_HEAD).post(
        "/licensing/uralmash/set/choice/", {"codes": ["eco", "experts"], "version": "", "send": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "не хватает" in page
    assert page.count(" checked") == 2
    assert queries.open_set(world.uralmash).codes == ["eco", "experts"]
