"""Roles of the demonstration that need more than one capability to be offered."""

from dataclasses import replace

from django.urls import reverse

from uchastie.crm.accounts.rules import Persona
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import status_token
from uchastie.crm.desk.rules import Status
from uchastie.crm.network.demo import PERSONAS


def all_personas() -> tuple[Persona, ...]:
    return tuple(replace(p, find_url=applicant_url) if p.key == "applicant" else p for p in PERSONAS)


def applicant_url() -> str:
    """The page of a request that has something to tell: agreed, else the newest one, else the search by number."""
    rows = ServiceRequest.objects.order_by("-submitted_at")
    found = rows.filter(status=Status.SCHEDULED).first() or rows.first()
    return reverse("desk:status", args=[status_token(found.pk)]) if found else reverse("desk:find_request")
