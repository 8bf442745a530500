"""What the matrix asks of the platform: one of everything, and a table of the head."""

from typing import Any

from tests.access.matrix import NO_ID
from tests.world_platform import make_community, make_mark, make_placement, make_question, make_table
from uchastie.crm.accounts.models import User
from uchastie.crm.people.models import Acquaintance, Beneficiary


def platform_of(unit: Any, head: User) -> dict[str, Any]:
    community = make_community(unit)
    person = Beneficiary.objects.create(name=f"Полезный Человек {unit.slug}")
    Acquaintance.objects.create(unit=unit, beneficiary=person)
    cells = {"centre": "", "slug": "", "month": "01.2026", "users": "5", "hours": "", "signins": "", "useful": ""}
    row = {"number": 2, "cells": cells, "verdict": "fresh", "problems": [], "told": ""}
    table = make_table(unit, head, row, fresh=1)
    return {
        "platform:community.community_id": community.pk,
        "platform:closing.community_id": community.pk,
        "platform:ending.placement_id": make_placement(unit).pk,
        "platform:outcome.question_id": make_question(unit, outcome="waiting").pk,
        "cabinet:useful_removal.mark_id": NO_ID,
        "platform:cancellation.mark_id": make_mark(unit, person).pk,
        "platform:trial.import_id": table.pk,
        "platform:writing.import_id": table.pk,
    }
