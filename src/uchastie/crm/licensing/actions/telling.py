"""Who among the staff hears of applications and sets: the coordinators of the region, or, where it has none, the federal
managers; of a decision, the heads of the centre."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.licensing import queries
from uchastie.crm.licensing.models import Licence, ServiceSet
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel.actor import SYSTEM
from uchastie.ui.text import plural


def tell_of_application(licence: Licence) -> None:
    unit = queries.headquarters_of(licence)
    url = reverse("licensing:licence", args=[licence.pk])
    values = {"что": f"«{licence.centre_name}», {licence.town}"}
    _tell("licence_applied", licence.pk, reviewers_of(unit), unit, url, values)


def tell_of_submission(found: ServiceSet) -> None:
    """Every sending is an occasion of its own: a set that came back and is sent again waits again."""
    count = plural(len(found.codes), "сервис", "сервиса", "сервисов")
    url = reverse("licensing:versions", args=[found.unit.slug])
    values = {"что": f"версия {found.number}, {count} по выбору"}
    _tell("set_submitted", found.pk, reviewers_of(found.unit), found.unit, url, values, occasion=f"v{found.version}")


def tell_of_decision(found: ServiceSet, *, approved: bool) -> None:
    words = f"Набор сервисов утверждён, версия {found.number}" if approved else "Набор сервисов вернули на доработку"
    heads = [row.user_id for row in network.list_staff(SYSTEM, found.unit).filter(role=Role.CENTRE_HEAD)]
    values = {"решение": words, "причина": found.reason}
    url = reverse("licensing:own")
    _tell("set_decided", found.pk, heads, found.unit, url, values, occasion=f"v{found.version}")


def reviewers_of(unit: Unit) -> list[UUID]:
    near = [row.user_id for row in network.list_coordinators(unit)]
    if near:
        return near
    federal = network.list_staff(SYSTEM, network.get_federal()).filter(role=Role.FEDERAL_MANAGER)
    return [row.user_id for row in federal]


def _tell(
    event: str,
    about_id: UUID,
    user_ids: Iterable[UUID],
    unit: Unit,
    url: str,
    values: dict[str, str],
    *,
    occasion: str = "",
) -> None:
    for user_id in dict.fromkeys(user_ids):
        employee = messages.staff(user_id, unit_id=unit.pk)
        if employee is not None:
            notifications.notify(
                event=event,
                about_id=about_id,
                to=employee,
                unit_id=unit.pk,
                values=values,
                url=url,
                occasion=occasion,
            )
