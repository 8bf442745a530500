"""What every page knows."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from markupsafe import Markup

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.accounts.rules import initials
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UNIT_KIND_NAMES, UnitKind
from uchastie.crm.setup.queries import get_site_name
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, Actor
from uchastie.project import guide
from uchastie.project.navigation import menu_of

SITE_NAME = "Участие"


def _note(unit: Unit) -> str:
    """Under the name of the current unit: where it is, or what it is."""
    if unit.town or unit.region is None:
        return unit.town or "вся Россия"
    return UNIT_KIND_NAMES[UnitKind(unit.kind)]


def _help_url(request: HttpRequest) -> str:
    """Where «Справка» leads from this page."""
    match = request.resolver_match
    return guide.address_for(match.view_name) if match else "/help/"


def page(request: HttpRequest) -> dict[str, Any]:
    """`today` and `now` are those of the current unit; for visitors, of Moscow."""
    actor = getattr(request, "actor", NOBODY)
    unit = getattr(request, "unit", None)
    zone, demo = unit.zone if unit else ZoneInfo(settings.TIME_ZONE), is_demo()

    return {
        "actor": actor,
        "unit": unit,
        "unit_note": _note(unit) if unit else "",
        "me": {"name": actor.label, "initials": initials(actor.label)},
        "unread": getattr(request, "unread", 0),
        "nav": menu_of(actor, unit, demo=demo),
        "demo": demo,
        "today": clock.today(zone),
        "now": clock.now().astimezone(zone),
        "site_name": get_site_name(),
        "help_url": _help_url(request),
        "csrf_input": _csrf_input(request, actor),
    }


def _csrf_input(request: HttpRequest, actor: Actor) -> Any:
    """One mask for all forms of a page. Every page of the staff has forms; a visitor's may have none, and then nothing
    is set on him."""
    if actor.id:
        return Markup(csrf_input(request))  # noqa: S704 - the framework's own
    return SimpleLazyObject(lambda: csrf_input(request))
