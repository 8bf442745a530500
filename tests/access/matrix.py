"""The access matrix: every address, as nobody and as each role, on objects of one's own and of others.

`policy.toml` is the oracle and is written by people. Here it is only read and compared with what the product answers."""

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, reverse

from tests.addresses import all_patterns
from uchastie.crm.accounts.rules import Role
from uchastie.kernel import clock

POLICY = tomllib.loads((Path(__file__).parent / "policy.toml").read_text())
PEOPLE = ["nobody", *Role, "stranger"]
WHERE = ["own", "sibling", "far", "absent"]
NO_ID = UUID("00000000-0000-7000-8000-000000000000")

# Whose objects a person reaches: those of his unit and of the units below it (tests/world.py).
EVERYWHERE = frozenset({"own", "sibling", "far"})
REACH: dict[str, frozenset[str]] = {
    **dict.fromkeys(Role, frozenset({"own"})),
    Role.REGION_COORDINATOR: frozenset({"own", "sibling"}),
    Role.MUNICIPAL_COORDINATOR: frozenset(),
    **dict.fromkeys((Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST, Role.DPO, Role.ADMIN), EVERYWHERE),
    "stranger": frozenset({"sibling"}),
    "nobody": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    method: str
    who: str
    where: str  # "-" when the address names no object

    def __str__(self) -> str:
        return f"{self.method} {self.name} as {self.who} on {self.where}"


def rules_of(name: str) -> dict[str, str]:
    """Method → name of the rule. HEAD is GET."""
    return dict(POLICY["urls"][name])


def expected(rule_name: str, cell: Cell) -> str:
    """What the policy says: ok, sign_in, denied, hidden, unauthorised."""
    rule = POLICY["rules"][rule_name]
    said: str = rule.get(cell.who) or (rule["nobody"] if cell.who == "nobody" else _of_role(rule, cell.who))
    if cell.where == "-" or said in {"sign_in", "denied", "hidden", "unauthorised"}:
        return said
    if cell.where == "absent" and "absent" in rule:
        return str(rule["absent"])
    within = cell.where != "absent" and (rule.get("everywhere", False) or cell.where in _reach(rule, cell.who))
    if not within:
        return "hidden"
    return "denied" if said == "seen" else said


def _of_role(rule: dict[str, Any], who: str) -> str:
    role = Role.CENTRE_EMPLOYEE.value if who == "stranger" else who
    for outcome in ("ok", "seen", "denied", "hidden"):
        listed = rule.get(outcome, [])
        if role in (POLICY["sets"].get(listed, [listed]) if isinstance(listed, str) else listed):
            return outcome
    return str(rule["others"])


def _reach(rule: dict[str, Any], who: str) -> frozenset[str]:
    return frozenset(rule["reach"].get(who, [])) if "reach" in rule else REACH[who]


def observed(response: HttpResponse) -> str:
    """What the product says, in the words of the policy."""
    code = response.status_code
    if code >= 500:
        return "broken"
    if code in {301, 302, 303}:
        return "sign_in" if urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL) else "ok"
    words = {401: "unauthorised", 403: "denied", 404: "hidden", 405: "not_allowed", 410: "hidden"}
    return words.get(code, "ok")


def agrees(said: str, response: HttpResponse) -> bool:
    return response.status_code in {302, 303} if said == "elsewhere" else observed(response) == said


def send(client: Client, method: str, url: str, body: dict[str, str] | None = None) -> HttpResponse:
    """One request whose effects are taken back, so that no cell stands on another. A preview is asked for as the
    queue asks for it; opened by hand it leads to the card."""
    headers = {"host": "127.0.0.1", "hx-request": "true"} if url.endswith("/preview/") else {"host": "127.0.0.1"}
    form = urlencode(body or {}) if method == "POST" else ""
    cookies = client.cookies.copy()
    with transaction.atomic():
        kind = "application/x-www-form-urlencoded"
        answer: HttpResponse = client.generic(method, url, form, content_type=kind, headers=headers)
        transaction.set_rollback(True)
    client.cookies = cookies  # who has just signed out is back again
    return answer


def body_of(name: str, objects: dict[str, Any]) -> dict[str, str]:
    near = {"soon": clock.today(dt.UTC) + dt.timedelta(days=2)}  # everywhere later than now
    return {key: value.format(**objects, **near) for key, value in POLICY["bodies"].get(name, {}).items()}


def checksum() -> str:
    """Everything the product knows, but for sessions and the journal: a refusal may be noted, nothing else."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.app_label in {"sessions", "usersessions", "journal", "contenttypes"} or model._meta.proxy:
            continue
        for row in model._base_manager.order_by("pk").values_list():
            digest.update(repr(row).encode())
    return digest.hexdigest()


def addresses() -> dict[str, list[URLPattern]]:
    found: dict[str, list[URLPattern]] = {}
    for name, pattern in all_patterns():
        found.setdefault(name, []).append(pattern)
    return found


def arguments(name: str) -> list[str]:
    return sorted(next(iter(addresses()[name])).pattern.converters) if name in addresses() else []


def url_of(name: str, objects: dict[str, Any]) -> str:
    """`objects` has a value for every argument of any address; `name:argument` wins over `argument`."""
    return reverse(name, kwargs={key: objects.get(f"{name}.{key}", objects.get(key)) for key in arguments(name)})


def cells(name: str) -> Iterator[tuple[Cell, str]]:
    """(cell, name of its rule) for every method the policy knows; HEAD is GET, asked for once on one's own."""
    places = WHERE if set(arguments(name)) - {"year"} else ["-"]
    for method, rule in rules_of(name).items():
        for who in PEOPLE:
            for where in places:
                yield Cell(name, method, str(who), where), rule
            if method == "GET" and not name.startswith("api:"):
                yield Cell(name, "HEAD", str(who), places[0]), rule


def other_methods(name: str) -> list[str]:
    if name.startswith(tuple(POLICY["any_method"]["prefixes"])):
        return []
    return [method for method in ("POST", "PUT", "PATCH", "DELETE") if method not in POLICY["urls"][name]]
