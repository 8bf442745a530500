"""What pages of other capabilities show of handouts and articles."""

from typing import Protocol

from uchastie.crm.catalogue.models import Service
from uchastie.crm.knowledge import actions, queries
from uchastie.crm.knowledge.rules.articles import KIND_ICONS, KIND_NAMES
from uchastie.kernel.actor import Actor
from uchastie.kernel.panels import Panel

NAMES = {"KINDS": KIND_NAMES, "KIND_ICONS": KIND_ICONS}


class Served(Protocol):
    """A request, as far as knowledge looks at it."""

    service_id: str


def service_handouts(actor: Actor, service: Service) -> Panel | None:
    found = list(queries.list_handouts(None, service_code=service.code))
    return Panel("knowledge/panel_handouts.html", {"handouts": found}) if found else None


def service_articles(actor: Actor, service: Service) -> Panel | None:
    """On the page of a service: what staff should know to serve."""
    return _articles(service.code)


def articles_of_request(actor: Actor, request: Served) -> Panel | None:
    """Beside a request: scripts and articles of its service, one click away. The card is opened all day, so it reads
    none of them."""
    return Panel("knowledge/panel_link.html", {"service_code": request.service_id})


def _articles(code: str) -> Panel | None:
    today = actions.today_of(None)
    found = queries.list_for_service(None, code, today)
    context = NAMES | {"articles": found, "service_code": code, "on_day": today}
    return Panel("knowledge/panel_articles.html", context) if found else None
