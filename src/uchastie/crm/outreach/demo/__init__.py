"""Half a year of informing in each centre: the last two weeks told by the same actions, what is over written as rows.
All of it invented."""

import datetime as dt
import random
from dataclasses import asdict
from uuid import uuid5

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.events import queries as events
from uchastie.crm.events.rules import State
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import actions
from uchastie.crm.outreach.demo.words import CAMPAIGNS, MATERIALS, MEDIA, PARTNERS, POSTS, REPOSTS, UPDATES
from uchastie.crm.outreach.models import Fact
from uchastie.crm.outreach.rules import CampaignValues, Channel, FactInput, Kind, PartnerValues, Source, Way, complete
from uchastie.crm.outreach.rules.site import ITEMS
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

SEED = 56
DAYS, BY_ACTIONS = 184, 14
DAY = dt.timedelta(days=1)


def make() -> None:
    chance = random.Random(SEED)  # noqa: S311 - an invented world, not a secret
    for place, unit in enumerate(network.list_centres().order_by("path")):
        workers = _workers(unit)
        if not workers:
            continue
        with transaction.atomic():  # dozens of lines: one wait for the disk
            _facts(unit, workers, chance, lazy=place % 3 == 2)
            _campaigns(unit, workers[0], place)
            _partners(unit, workers[0], place)
            _site(unit, workers[0], place)


def _workers(unit: Unit) -> list[Actor]:
    rows = [row for row in network.list_staff(SYSTEM, unit) if row.role in {Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD}]
    return [network.actor_of(row.user) for row in rows]


def _facts(unit: Unit, workers: list[Actor], chance: random.Random, *, lazy: bool) -> None:
    """Three posts a week, or two where nobody hurries; two reposts, a material or two and an update a month."""
    today, old = clock.today(unit.zone), []
    for ago in range(DAYS, -1, -1):
        day = today - ago * DAY
        for given in _of_day(unit, day, chance, lazy=lazy):
            worker = chance.choice(workers)
            if ago <= BY_ACTIONS:
                at = dt.datetime.combine(day, dt.time(10, chance.randint(0, 59)), unit.zone)
                with clock.at(min(at, clock.now())):
                    actions.add_fact(actor=worker, unit=unit, given=given)
            else:
                old.append(_row(unit, given, worker))
    Fact.objects.bulk_create(old, batch_size=400)


def _row(unit: Unit, given: FactInput, worker: Actor) -> Fact:
    assert given.day is not None  # noqa: S101 - every fact of the demonstration has its day
    values = complete(given, today=given.day)
    made = dt.datetime.combine(given.day, dt.time(11), unit.zone)
    return Fact(unit=unit, topic_id=given.topic or None, made_at=made, made_by_id=worker.user_id, **asdict(values))


def _of_day(unit: Unit, day: dt.date, chance: random.Random, *, lazy: bool) -> list[FactInput]:
    found, serial = [], day.toordinal()
    wall = f"https://vk.com/wall-{unit.pk.int % 10**6}"
    if day.weekday() in ((1, 4) if lazy else (0, 2, 4)):
        title, topic, source = POSTS[serial % len(POSTS)]
        link = f"{wall}_{serial}" if serial % 4 else f"https://t.me/{unit.slug.replace('-', '_')}/{serial}"
        found.append(FactInput(link, title, day, source=Source(source) if source else None, topic=topic))
    if day.day in (7, 19) and not (lazy and day.month % 2):
        title, topic, _ = REPOSTS[(day.month * 2 + day.day) % len(REPOSTS)]
        found.append(
            FactInput(f"{wall}_{serial}1", title, day, kind=Kind.REPOST, source=Source.ASSOCIATION, topic=topic)
        )
    if day.day in (12, 25):
        title, link, topic = MATERIALS[(day.month + day.day) % len(MATERIALS)]
        found.append(FactInput(f"{link}{unit.pk.int % 10**5}{serial}", title, day, topic=topic))
    if day.day == 5:
        link = f"https://dobro.ru/organizations/{unit.pk.int % 10**8}/info"
        found.append(FactInput(link, UPDATES[day.month % len(UPDATES)], day))
    if day.day == 16 or (day.day == 28 and chance.random() < 0.4):
        title, channel = MEDIA[(day.month + day.day) % len(MEDIA)]
        found.append(FactInput("", title, day, kind=Kind.MEDIA, channel=Channel(channel)))
    return found


def _campaigns(unit: Unit, worker: Actor, place: int) -> None:
    today = clock.today(unit.zone)
    for number, (title, ago, long, way, ages, groups, channels) in enumerate(CAMPAIGNS):
        if place % 3 == 2 and number == 0:
            continue
        start = today - ago * DAY
        values = CampaignValues(title, Way(way), start, start + long * DAY, ages, groups)
        with clock.at(min(clock.now(), dt.datetime.combine(start, dt.time(9), unit.zone))):
            actions.create_campaign(
                actor=worker,
                unit=unit,
                values=values,
                channels=[Channel(one) for one in channels],
                key=uuid5(unit.pk, title).hex,
            )


def _partners(unit: Unit, worker: Actor, place: int) -> None:
    today = clock.today(unit.zone)
    year = today.year
    held = [one for one in events.list_year(SYSTEM, unit, year) if one.state == State.HELD]
    for number, (name, about, agreement, ago) in enumerate(PARTNERS[: 4 - place % 2]):
        values = PartnerValues(name, today - ago * DAY, about=about, agreement=agreement)
        partner = actions.add_partner(actor=worker, unit=unit, values=values)
        for event in held[number :: len(PARTNERS) * 2][:3]:
            actions.join_event(actor=worker, partner_id=partner.pk, event_id=event.pk)


def _site(unit: Unit, worker: Actor, place: int) -> None:
    """Most sites lacked something in spring and have it now."""
    today, link = clock.today(unit.zone), f"https://{unit.slug}.primer.example"
    for ago, present in ((150, list(ITEMS)[:9]), (60, list(ITEMS)), (12, list(ITEMS)[: 12 - place % 3])):
        at = dt.datetime.combine(today - ago * DAY, dt.time(15), unit.zone)
        with clock.at(at):
            actions.check_site(actor=worker, unit=unit, link=link, present=present)
