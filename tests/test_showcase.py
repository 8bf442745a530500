"""The page of all components: everything is on it, and only where it may be."""

from typing import Any

import pytest
from django.test import Client

from uchastie.crm.accounts.models import Installation
from uchastie.crm.accounts.queries import forget_installation


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["", "light", "dark", "<script>"])
def test_every_component_is_shown(client: Client, settings: Any, theme: str) -> None:
    settings.DEBUG = True
    answer = client.get("/ui/", {"theme": theme})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert (f'data-theme="{theme}"' in html) == (theme in {"light", "dark"})
    assert " style=" not in html


@pytest.mark.django_db
def test_components_are_shown_only_in_a_demonstration(client: Client) -> None:
    forget_installation()
    assert client.get("/ui/").status_code == 404
    Installation.objects.update_or_create(defaults={"demo": True})
    forget_installation()
    try:
        answer = client.get("/ui/")
        assert answer.status_code == 200
        assert "данные вымышлены" in answer.content.decode()
    finally:
        forget_installation()


@pytest.mark.django_db
def test_a_page_tells_the_browser_to_take_nothing_from_elsewhere(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    policy = client.get("/ui/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
