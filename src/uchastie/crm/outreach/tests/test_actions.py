"""The ledger through the database: entering, correcting, taking back, campaigns, partners, the site, proofs."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from PIL import Image
from tests.world_events import make_event
from tests.world_outreach import make_campaign, make_fact

from uchastie.crm.accounts.rules import Role
from uchastie.crm.outreach import actions, queries
from uchastie.crm.outreach.models import Campaign, CampaignLink, Fact, JointEvent, Partner, SiteCheck
from uchastie.crm.outreach.queries.ledger import Wanted
from uchastie.crm.outreach.rules import CampaignValues, Channel, FactInput, Kind, PartnerValues, Source, Way
from uchastie.crm.outreach.rules.site import ITEMS
from uchastie.kernel import clock
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

LINK = "https://vk.com/wall-1_2284"


@pytest.fixture
def employee(actor_of):
    return actor_of(Role.CENTRE_EMPLOYEE)


@pytest.fixture
def today(world):
    return clock.today(world.uralmash.zone)


@pytest.mark.ledger("A56", "A93", "A95")
def test_a_link_is_a_post_of_today(world, employee, today):
    fact = actions.add_fact(actor=employee, unit=world.uralmash, given=FactInput(link=LINK))
    assert (fact.kind, fact.channel, fact.day, fact.made_by_id) == ("post", "vk", today, employee.user_id)


@pytest.mark.ledger("A86", "A89")
def test_a_fact_says_whose_projects_it_tells_of(world, employee):
    given = FactInput(link=LINK, source=Source.ASSOCIATION, topic="together")
    fact = actions.add_fact(actor=employee, unit=world.uralmash, given=given)
    assert (fact.source, fact.topic.name) == ("association", "Мы вместе")
    with pytest.raises(Refusal):
        actions.add_fact(actor=employee, unit=world.uralmash, given=FactInput(link=LINK + "5", topic="нет"))


def test_the_same_link_twice_saves_nothing_and_says_so(world, employee):
    actions.add_fact(actor=employee, unit=world.uralmash, given=FactInput(link=LINK, title="Первая помощь"))
    with pytest.raises(Refusal) as told:
        actions.add_fact(
            actor=employee, unit=world.uralmash, given=FactInput(link="http://m.vk.com/wall-1_2284/?from=x")
        )
    assert (told.value.code, told.value.field) == ("known", "link")
    assert "«Первая помощь»" in told.value.message
    assert Fact.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_write_one_fact(world, actor_of):
    people = [actor_of(Role.CENTRE_EMPLOYEE), actor_of(Role.CENTRE_HEAD)]

    def enter(actor):
        try:
            return str(actions.add_fact(actor=actor, unit=world.uralmash, given=FactInput(link=LINK)).pk)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(enter, people))
    assert said.count("known") == 1
    assert Fact.objects.count() == 1


def test_another_centre_may_tell_of_the_same_page(world, employee, actor_of):
    actions.add_fact(actor=employee, unit=world.uralmash, given=FactInput(link=LINK))
    actions.add_fact(actor=actor_of("stranger"), unit=world.vtoroy, given=FactInput(link=LINK))
    assert Fact.objects.count() == 2


def test_the_host_is_learnt_from_the_last_time(world, employee):
    given = FactInput(link="https://centr.example.org/news/1", kind=Kind.MATERIAL)
    actions.add_fact(actor=employee, unit=world.uralmash, given=given)
    second = actions.add_fact(
        actor=employee, unit=world.uralmash, given=FactInput(link="https://centr.example.org/n/2")
    )
    assert (second.kind, second.form) == ("material", "article")


def test_who_writes_and_who_only_reads(world, actor_of):
    fact = make_fact(world.uralmash)
    for role in (Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST):
        actor = actor_of(role)
        assert queries.get_fact(actor, fact.pk) == fact
        with pytest.raises(Denied):
            actions.add_fact(actor=actor, unit=world.uralmash, given=FactInput(link=LINK))
        with pytest.raises(Denied):
            actions.take_fact_back(actor=actor, fact_id=fact.pk, reason="Записали дважды")
    for who in ("stranger", Role.MUNICIPAL_COORDINATOR, Role.DPO):
        with pytest.raises(NotSeen):
            queries.get_fact(actor_of(who), fact.pk)
        with pytest.raises(NotSeen):
            actions.add_fact(actor=actor_of(who), unit=world.uralmash, given=FactInput(link=LINK))


def test_a_correction_moves_the_day_and_asks_for_the_version(world, employee, today):
    fact = make_fact(world.uralmash)
    day = today - dt.timedelta(days=20)
    given = FactInput(link=LINK, day=day, kind=Kind.REPOST)
    changed = actions.change_fact(actor=employee, fact_id=fact.pk, given=given, version=1)
    assert (changed.day, changed.kind, changed.version) == (day, "repost", 2)
    with pytest.raises(Conflict):
        actions.change_fact(actor=employee, fact_id=fact.pk, given=given, version=1)
    other = make_fact(world.uralmash, digest=changed.digest[::-1], link="https://vk.com/wall-1_1")
    with pytest.raises(Refusal) as told:
        actions.change_fact(actor=employee, fact_id=other.pk, given=FactInput(link=LINK), version=1)
    assert told.value.code == "known"


def test_what_is_taken_back_stays_and_may_be_entered_again(world, employee):
    fact = actions.add_fact(actor=employee, unit=world.uralmash, given=FactInput(link=LINK))
    with pytest.raises(Refusal):
        actions.take_fact_back(actor=employee, fact_id=fact.pk, reason="нет")
    actions.take_fact_back(actor=employee, fact_id=fact.pk, reason="Запись удалили")
    actions.take_fact_back(actor=employee, fact_id=fact.pk, reason="Ещё раз нажали")
    assert Fact.objects.get(pk=fact.pk).taken_back_reason == "Запись удалили"
    with pytest.raises(Refusal):
        actions.change_fact(actor=employee, fact_id=fact.pk, given=FactInput(link=LINK), version=2)
    actions.add_fact(actor=employee, unit=world.uralmash, given=FactInput(link=LINK))
    month = Wanted(fact.day, fact.day)
    assert len(queries.list_facts(employee, world.uralmash, month).items) == 1


def test_the_list_is_of_one_centre_and_of_all_below(world, employee, actor_of, today):
    mine, other = make_fact(world.uralmash), make_fact(world.vtoroy)
    far = make_fact(world.novosibirsk, kind="media", channel="tv", link="")
    week = Wanted(today - dt.timedelta(days=7), today)

    def ids(actor, unit, wanted=week):
        return {fact.pk for fact in queries.list_facts(actor, unit, wanted).items}

    assert ids(employee, world.uralmash) == {mine.pk}
    assert ids(actor_of(Role.REGION_COORDINATOR), world.region) == {mine.pk, other.pk}
    federal = actor_of(Role.FEDERAL_ANALYST)
    assert ids(federal, world.federal) == {mine.pk, other.pk, far.pk}
    assert ids(federal, world.federal, Wanted(week.first, week.last, kind="media", channel="tv", proof="no")) == {
        far.pk
    }
    with pytest.raises(NotSeen):
        ids(employee, world.vtoroy)


@pytest.mark.ledger("A94", "A102")
def test_a_campaign_gives_each_channel_its_link_once(world, employee, today):
    values = CampaignValues("Найди своё дело", Way.BOTH, today, today + dt.timedelta(days=9), ages=("teens",))
    key = uuid4().hex
    common = {"actor": employee, "unit": world.uralmash, "values": values, "key": key}
    one = actions.create_campaign(**common, channels=[Channel.VK, Channel.PRINT, Channel.VK])
    assert actions.create_campaign(**common, channels=[Channel.VK]).pk == one.pk
    assert Campaign.objects.count() == 1
    codes = set(one.links.values_list("code", flat=True))
    assert len(codes) == 2
    actions.change_campaign(actor=employee, campaign_id=one.pk, values=values, channels=[Channel.TV], version=1)
    assert codes < set(CampaignLink.objects.values_list("code", flat=True))
    with pytest.raises(Refusal):
        actions.create_campaign(actor=employee, unit=world.uralmash, values=values, channels=[], key=uuid4().hex)
    actions.take_campaign_back(actor=employee, campaign_id=one.pk, reason="Записали дважды")
    assert queries.list_starts(employee, world.uralmash, today, today) == []


def test_requests_are_counted_by_the_channel_that_brought_them(world, employee, make_request):
    campaign = make_campaign(world.uralmash, "vk", "print")
    vk = campaign.links.get(channel="vk")
    for place in range(2):
        make_request(referral=vk.code, name=f"Ларина Вера {place}", phone=f"+7912555110{place}")
    make_request(unit=world.vtoroy, referral=vk.code)
    counted = {one.channel: one.requests for one in queries.list_counted(campaign)}
    assert counted == {"ВКонтакте": 2, "Плакат, листовка": 0}
    assert queries.count_by_channel(employee, world.uralmash)[0] == ("ВКонтакте", 2)


@pytest.mark.ledger("A88")
def test_a_partner_has_an_agreement_and_joint_events(world, employee, actor_of, today):
    values = PartnerValues("Библиотека № 14", today, agreement="№ 3 от 12.03.2026", link="biblioteka.example.org")
    partner = actions.add_partner(actor=employee, unit=world.uralmash, values=values)
    assert partner.link == "https://biblioteka.example.org"
    with pytest.raises(Refusal) as told:
        actions.add_partner(actor=employee, unit=world.uralmash, values=values)
    assert told.value.field == "name"
    event, far = make_event(world.uralmash, state="held"), make_event(world.vtoroy, state="held")
    joint = actions.join_event(actor=employee, partner_id=partner.pk, event_id=event.pk)
    assert actions.join_event(actor=employee, partner_id=partner.pk, event_id=event.pk).pk == joint.pk
    with pytest.raises(NotSeen):
        actions.join_event(actor=employee, partner_id=partner.pk, event_id=far.pk)
    with pytest.raises(NotSeen):
        actions.change_partner(actor=actor_of("stranger"), partner_id=partner.pk, values=values, version=1)
    actions.part_event(actor=employee, joint_id=joint.pk)
    assert queries.list_joint(partner) == []
    assert actions.join_event(actor=employee, partner_id=partner.pk, event_id=event.pk).pk != joint.pk
    assert JointEvent.objects.count() == 2


def test_a_partner_may_be_a_card_of_the_registry_the_centre_knows(world, employee, today):
    values = PartnerValues("Школа № 5", today)
    with pytest.raises(NotSeen):
        actions.add_partner(actor=employee, unit=world.uralmash, values=values, organisation_id=uuid4())
    assert Partner.objects.count() == 0


@pytest.mark.ledger("A97")
def test_a_check_of_the_site_says_what_is_there_and_when(world, employee, today):
    common = {"actor": employee, "unit": world.uralmash, "link": "centr.example.org"}
    half = actions.check_site(**common, present=[*list(ITEMS)[:5], "нет такого"])
    whole = actions.check_site(**common, present=ITEMS, day=today - dt.timedelta(days=3))
    assert (half.complete, len(half.present), whole.complete) == (False, 5, True)
    with pytest.raises(Refusal):
        actions.check_site(**common, present=ITEMS, day=today + dt.timedelta(days=1))
    assert SiteCheck.objects.count() == 2


def picture():
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    out.seek(0)
    out.name = "экран.png"
    return out


def test_a_picture_proves_a_fact_and_can_be_removed(world, employee, actor_of):
    fact = make_fact(world.uralmash, link="", kind="media", channel="radio")
    assert not fact.proved
    actions.add_proof(actor=employee, kind="fact", key=fact.pk, upload=picture())
    fact.refresh_from_db()
    assert (fact.pictures, fact.proved) == (1, True)
    [file] = queries.list_proofs(fact.pk)
    for who in (Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER):
        with pytest.raises(Denied):
            actions.add_proof(actor=actor_of(who), kind="fact", key=fact.pk, upload=picture())
    with pytest.raises(NotSeen):
        actions.add_proof(actor=actor_of("stranger"), kind="fact", key=fact.pk, upload=picture())
    other = make_fact(world.uralmash)
    with pytest.raises(NotSeen):
        actions.remove_proof(actor=employee, kind="fact", key=other.pk, file_id=file.pk)
    actions.remove_proof(actor=employee, kind="fact", key=fact.pk, file_id=file.pk)
    fact.refresh_from_db()
    assert (fact.pictures, queries.list_proofs(fact.pk)) == (0, [])
