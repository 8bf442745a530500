"""Run in a process of its own: writes what the worker will have to do."""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402

from tests.chaos.jobs import take_time  # noqa: E402
from uchastie.crm.notifications.actions import send_letter  # noqa: E402
from uchastie.kernel.ids import new_id  # noqa: E402


def letters(count: str) -> None:
    with transaction.atomic():
        for number in range(int(count)):
            send_letter(
                event="chaos",
                about_id=new_id(),
                email=f"reader{number}@example.org",
                subject="Проверка",
                body="Текст",
                secret=False,
            )


def task(file: str, seconds: str) -> None:
    take_time.enqueue(file, float(seconds))


def coincidence() -> None:
    """A family that waits, a guardian who could help it, and the mark that one of them has changed."""
    from tests.world import make_world
    from tests.world_opeka import make_case, make_guardian
    from uchastie.crm.matching.actions import mark
    from uchastie.crm.matching.jobs import find_coincidences
    from uchastie.project.reference import load_reference

    load_reference()
    with transaction.atomic():
        world = make_world()
        case = make_case(world)
        make_guardian(world)
        mark(case_id=case.pk)
        find_coincidences.enqueue()


{"letters": letters, "task": task, "coincidence": coincidence}[sys.argv[1]](*sys.argv[2:])
