"""Every page: it opens, speaks Russian, costs few queries, needs no other host."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.matrix import POLICY
from tests.pages.catalogue import NO_PAGES, PAGES
from tests.pages.language import complaints
from tests.world import sign_in

HERE = [page for page in PAGES if not page.demo]


QUERIES = 28  # the fullest page is the card of a request with a meeting and an untrained colleague


def test_every_page_is_in_the_catalogue():
    addresses = {name for name, methods in POLICY["urls"].items() if "GET" in methods}
    assert addresses - {page.url for page in PAGES} - set(NO_PAGES) == set()
    assert not {page.url for page in PAGES} & set(NO_PAGES)


@pytest.mark.ledger("A11")
@pytest.mark.parametrize("page", HERE, ids=lambda page: page.name)
def test_the_page_is_right(page, shown_once, db):
    world, objects = shown_once.world, shown_once.objects
    client = sign_in(world.user(page.who), fresh=True) if page.who else Client()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.path(objects))
    assert answer.status_code == page.status
    html = answer.content.decode()
    found = [*complaints(html), *whole(html), *repeated(html), *policy(answer["Content-Security-Policy"])]
    if len(queries) > QUERIES:
        found.append(f"{len(queries)} queries")
    assert found == []


def whole(html: str) -> list[str]:
    """One language, one title, one first heading, a way to skip to the content, nothing from another host."""
    needs = {
        "no language": '<html lang="ru"' in html,
        "not one title": len(re.findall(r"<title>[^<]{3,}</title>", html)) == 1,
        "not one first heading": len(re.findall(r"<h1[\s>]", html)) == 1,
        "no way to skip to the content": bool(re.search(r'<a[^>]+href="#', html)),
        "something of another host": not re.search(
            r'<(?:script|img|link|iframe|source)[^>]*\s(?:src|href)="(?:https?:)?//', html
        ),
    }
    return [what for what, kept in needs.items() if not kept]


def repeated(html: str) -> list[str]:
    """An id that stands twice: labels and links would point at the wrong one."""
    ids = re.findall(r'\sid="([^"]+)"', html)
    return [f"id {name} stands twice" for name in sorted({name for name in ids if ids.count(name) > 1})]


def policy(header: str) -> list[str]:
    return [] if "default-src 'none'" in header and "unsafe" not in header else [f"content policy: {header}"]
