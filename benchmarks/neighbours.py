"""`python -m benchmarks.neighbours [asks]`: the feed near a place with so many open asks (100,000 unless told), against the
floor: one bare view, one indexed query, the same number of rows, the product's own template engine.

Fills a database of its own in DATA_DIR (it must be empty or made by this program); both are asked in one process."""

import os
import random
import statistics
import sys
import time

import django

ASKS, ROUNDS, GOAL = 100_000, 200, 1.5
CENTRES = 400


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uchastie.project.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    asks = int(sys.argv[1]) if len(sys.argv) > 1 else ASKS
    busiest = fill(asks)
    feed, bare = measure(busiest)
    ratio = feed / bare
    print(f"asks {asks}: feed {feed * 1000:.2f} ms, floor {bare * 1000:.2f} ms, ratio {ratio:.2f}, goal ≤ {GOAL}")
    return 0 if ratio <= GOAL else 1


def fill(asks: int) -> str:
    """Asks over centres of the whole country, a tenth of them in one place, as after a disaster."""
    from uchastie.crm.consents.models import Consent, ConsentText
    from uchastie.crm.neighbours import rules
    from uchastie.crm.neighbours.models import Neighbour, Notice, Reach
    from uchastie.crm.network.models import Unit
    from uchastie.crm.people.models import Beneficiary
    from uchastie.kernel import clock
    from uchastie.kernel.ids import new_id

    if Notice.objects.count() >= asks:
        return "bench-0"
    dice, now = random.Random(7), clock.now()
    text, _ = ConsentText.objects.get_or_create(
        purpose="neighbour", number=1, defaults={"published_on": now.date(), "title": "Согласие"}
    )
    units = [
        Unit(
            slug=f"bench-{n}",
            path=f"/bench-{n}/",
            kind="centre",
            name=f"Центр {n}",
            latitude=45 + dice.random() * 20,
            longitude=35 + dice.random() * 90,
        )
        for n in range(CENTRES)
    ]
    Unit.objects.bulk_create(units)
    people = [Beneficiary(name=f"Сосед{n} Иван") for n in range(min(asks, 2000))]
    Beneficiary.objects.bulk_create(people)
    consents = [Consent(text=text, subject_id=one.pk, name="", method="web", given_at=now) for one in people]
    Consent.objects.bulk_create(consents)
    authors = [
        Neighbour(person=one, name="Иван С.", unit=units[0], age="adult", consent=consent, joined_at=now)
        for one, consent in zip(people, consents, strict=True)
    ]
    Neighbour.objects.bulk_create(authors)
    for start in range(0, asks, 5000):
        notices, seen = [], []
        for n in range(start, min(asks, start + 5000)):
            unit = units[0] if n % 10 == 0 else dice.choice(units)
            point = (unit.latitude, unit.longitude)
            notice = Notice(
                id=new_id(),
                kind="ask",
                author=dice.choice(authors),
                unit=unit,
                category=dice.choice(list(rules.Category)),
                title=f"Принести продукты {n}",
                times="сегодня",
                duration="hour",
                cell=rules.cell_of(point, unit.slug),
                latitude=unit.latitude,
                longitude=unit.longitude,
                shown_at=now,
            )
            notices.append(notice)
            seen += [
                Reach(notice=notice, cell=cell, kind="ask", category=notice.category, shown_at=now)
                for cell in rules.cells_around(notice.cell, 1)
            ]
        Notice.objects.bulk_create(notices)
        Reach.objects.bulk_create(seen, batch_size=5000)
    return units[0].slug


def measure(slug: str) -> tuple[float, float]:
    """Medians of interleaved rounds: the page, and the least that shows the same rows."""
    from django.http import HttpRequest, HttpResponse
    from django.shortcuts import render
    from django.test import Client, RequestFactory

    from uchastie.crm.neighbours.models import Notice

    client, factory = Client(), RequestFactory()

    def bare(request: HttpRequest) -> HttpResponse:
        rows = Notice.objects.filter(unit__slug=slug, state="open").order_by("-shown_at", "-id")
        fields = ("id", "title", "author__name", "unit__name", "state", "shown_at")
        return render(request, "floor/queue.html", {"rows": list(rows.values_list(*fields)[:50])})

    times: dict[str, list[float]] = {"feed": [], "floor": []}
    for _ in range(ROUNDS):
        started = time.perf_counter()
        assert client.get("/neighbours/", {"near": slug}).status_code == 200
        middle = time.perf_counter()
        bare(factory.get("/"))
        times["feed"].append(middle - started)
        times["floor"].append(time.perf_counter() - middle)
    return statistics.median(times["feed"]), statistics.median(times["floor"])


if __name__ == "__main__":
    sys.exit(main())
