"""Writing, checking, archiving, answering: through the database."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.world_knowledge import make_article

from uchastie.crm.accounts.rules import Role
from uchastie.crm.knowledge import actions, queries
from uchastie.crm.knowledge.models import Answer, Article, Edition
from uchastie.crm.knowledge.reference import load
from uchastie.crm.knowledge.reference.articles import GIVEN
from uchastie.crm.knowledge.rules.articles import Draft, Kind
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

HEAD, EMPLOYEE, REGION = Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE, Role.REGION_COORDINATOR
FEDERAL = Role.FEDERAL_MANAGER


def today() -> dt.date:
    return actions.today_of(None)


@pytest.fixture
def draft(world, actor_of):
    """Of the head of the centre, to be checked in ninety days."""
    return Draft(
        kind=Kind.ARTICLE,
        title="Как записать к врачу",
        body="Первый шаг.\n\nВторой шаг.",
        check_on=today() + dt.timedelta(days=90),
        owner_id=actor_of(HEAD).user_id,
        tags=("врач", "Врач", "запись"),
        services=("consulting",),
    )


@pytest.fixture
def written(world, actor_of, draft):
    return actions.write_article(actor_of(HEAD), draft, unit=world.uralmash)


class TestEditions:
    def test_each_change_is_an_edition_for_good(self, world, actor_of, draft, written):
        after = replace(draft, body="Первый шаг.\n\nДругой шаг.", note="новый порядок")
        changed = actions.write_article(actor_of(HEAD), after, unit=None, article_id=written.pk, version=1)
        assert (changed.edition, changed.version, changed.unit_id) == (2, 2, world.uralmash.pk)
        rows = list(Edition.objects.filter(article=written).order_by("number").values_list("number", "body", "note"))
        assert rows == [(1, "Первый шаг.\n\nВторой шаг.", ""), (2, "Первый шаг.\n\nДругой шаг.", "новый порядок")]
        assert sorted(tag.name for tag in written.tags.all()) == ["врач", "запись"]

    def test_another_owner_or_day_makes_no_edition(self, actor_of, draft, written):
        later = replace(draft, check_on=draft.check_on + dt.timedelta(days=5))
        actions.write_article(actor_of(HEAD), later, unit=None, article_id=written.pk, version=1)
        assert Edition.objects.filter(article=written).count() == 1

    def test_two_editors_do_not_overwrite_each_other(self, actor_of, draft, written):
        actions.write_article(actor_of(HEAD), replace(draft, title="Мой"), unit=None, article_id=written.pk, version=1)
        theirs = replace(draft, title="Чужой")
        with pytest.raises(Conflict):
            actions.write_article(actor_of(REGION), theirs, unit=None, article_id=written.pk, version=1)
        assert Article.objects.get(pk=written.pk).title == "Мой"

    def test_the_owner_is_somebody_who_can_check(self, world, actor_of, draft):
        stranger = replace(draft, owner_id=actor_of(EMPLOYEE).user_id)
        with pytest.raises(Refusal) as refused:
            actions.write_article(actor_of(HEAD), stranger, unit=world.uralmash)
        assert refused.value.field == "owner"


class TestWhoMay:
    @pytest.mark.parametrize("role", [EMPLOYEE, Role.MUNICIPAL_COORDINATOR])
    def test_others_only_read(self, world, actor_of, draft, role):
        with pytest.raises(Denied):
            actions.write_article(actor_of(role), draft, unit=world.uralmash)

    def test_a_head_writes_for_the_centre_and_not_for_the_country(self, actor_of, draft, db):
        with pytest.raises(Denied):
            actions.write_article(actor_of(HEAD), draft, unit=None)
        national = make_article(None)
        with pytest.raises(Denied):
            actions.archive_article(actor_of(HEAD), article_id=national.pk, archived=True)

    def test_the_federal_team_writes_for_the_country(self, actor_of, draft):
        own = replace(draft, owner_id=actor_of(FEDERAL).user_id)
        assert actions.write_article(actor_of(FEDERAL), own, unit=None).unit_id is None

    def test_articles_of_another_centre_do_not_exist(self, world, actor_of):
        other = make_article(world.vtoroy)
        with pytest.raises(NotSeen):
            queries.get_article(actor_of(EMPLOYEE), other.pk)
        assert queries.get_article(actor_of(REGION), other.pk) == other

    def test_articles_of_the_region_and_the_country_are_read_below(self, world, actor_of):
        for article in (make_article(world.region), make_article(None)):
            assert queries.get_article(actor_of(EMPLOYEE), article.pk) == article


class TestChecks:
    def stale(self, unit, **values):
        return make_article(unit, title="Старая", check_on=today() - dt.timedelta(days=3), **values)

    def test_a_stale_article_is_told_to_its_owner_once(self, world, actor_of):
        head = actor_of(HEAD)
        self.stale(world.uralmash, owner_id=head.user_id)
        actions.remind_of_stale()
        actions.remind_of_stale()
        told = Message.objects.filter(event="article_stale", recipient_id=head.user_id, channel="cabinet")
        assert [message.subject for message in told] == ["Пора проверить статью «Старая»"]
        assert queries.count_to_check(head, world.uralmash, today()) == 1

    def test_when_the_owner_has_left_the_writers_of_the_unit_are_told(self, world, actor_of):
        head = actor_of(HEAD)
        self.stale(world.uralmash, owner_id=actor_of(EMPLOYEE).user_id)
        actions.remind_of_stale()
        assert set(Message.objects.filter(event="article_stale").values_list("recipient_id", flat=True)) == {
            head.user_id
        }

    def test_a_check_takes_the_mark_away(self, world, actor_of):
        head = actor_of(HEAD)
        article = self.stale(world.uralmash, owner_id=head.user_id)
        day = today() + dt.timedelta(days=30)
        actions.confirm_check(head, article_id=article.pk, version=1, check_on=day)
        fresh = Article.objects.get(pk=article.pk)
        assert (fresh.check_on, fresh.checked_on, queries.is_stale(fresh, today())) == (day, today(), False)
        assert queries.count_to_check(head, world.uralmash, today()) == 0

    @pytest.mark.parametrize("days", [0, -1, 367])
    def test_the_next_check_is_soon_but_not_today(self, world, actor_of, days):
        article = self.stale(world.uralmash)
        day = today() + dt.timedelta(days=days)
        with pytest.raises(Refusal):
            actions.confirm_check(actor_of(HEAD), article_id=article.pk, version=1, check_on=day)

    def test_archived_and_finished_ones_are_nobodys_task(self, world, actor_of):
        self.stale(world.uralmash, archived_at=clock.now())
        self.stale(world.uralmash, kind="contest", until=today() - dt.timedelta(days=1))
        assert actions.remind_of_stale() == 0


class TestAnswers:
    def test_one_answer_of_each_reader_and_the_last_one_counts(self, world, actor_of):
        article, employee = make_article(world.uralmash), actor_of(EMPLOYEE)
        actions.answer(employee, article_id=article.pk, helped=True)
        actions.answer(employee, article_id=article.pk, helped=False, word="Нет  адреса")
        helped = queries.get_helped(actor_of(HEAD), article)
        assert (helped.yes, helped.no, helped.unseen, helped.words[0].word) == (0, 1, 1, "Нет адреса")
        actions.mark_answers_seen(actor_of(HEAD), article_id=article.pk)
        assert queries.get_helped(actor_of(HEAD), article).unseen == 0

    def test_words_are_for_those_who_write(self, world, actor_of):
        article = make_article(world.uralmash)
        actions.answer(actor_of(EMPLOYEE), article_id=article.pk, helped=False, word="Нет адреса")
        assert queries.get_helped(actor_of(EMPLOYEE), article).words == ()
        told = Message.objects.filter(event="article_did_not_help", recipient_id=actor_of(HEAD).user_id)
        assert told.exists()
        assert "Нет адреса" not in " ".join(told.values_list("body", flat=True))

    def test_the_same_answer_twice_is_once(self, world, actor_of):
        article, employee = make_article(world.uralmash), actor_of(EMPLOYEE)
        first = actions.answer(employee, article_id=article.pk, helped=False, word="да")
        again = actions.answer(employee, article_id=article.pk, helped=False, word="да")
        assert (first.pk, first.at) == (again.pk, again.at)
        assert Answer.objects.count() == 1

    def test_an_archived_article_is_not_answered(self, world, actor_of):
        article = make_article(world.uralmash, archived_at=clock.now())
        with pytest.raises(Refusal):
            actions.answer(actor_of(EMPLOYEE), article_id=article.pk, helped=True)


@pytest.mark.ledger("C22")
def test_first_articles_are_given_once_and_left_as_people_changed_them(world, actor_of):
    load()
    assert {code for code in Article.objects.values_list("code", flat=True) if code} == {one.code for one in GIVEN}
    first = Article.objects.get(code="how-to-consult")
    actions.archive_article(SYSTEM, article_id=first.pk, archived=True)
    load()
    assert Article.objects.filter(code="how-to-consult").count() == 1
    assert Article.objects.get(code="how-to-consult").archived_at is not None
    assert 10 <= len(GIVEN) <= 16
