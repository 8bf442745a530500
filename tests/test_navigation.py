"""The menu leads only where the person may go."""

import re
from typing import Any

import pytest

from uchastie.crm.accounts.rules import STAFF, Role

pytestmark = pytest.mark.django_db


def menu(client: Any) -> set[str]:
    return set(re.findall(r'class="nav__link" href="([^"]+)"', client.get("/me/").content.decode()))


@pytest.mark.parametrize("role", sorted(STAFF))
def test_every_item_of_the_menu_opens_for_who_sees_it(client_of: Any, role: Role) -> None:
    client = client_of(role)
    addresses = menu(client)
    assert "/catalogue/" in addresses
    assert {url: client.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)


def test_who_works_on_requests_sees_them_and_others_do_not(client_of: Any) -> None:
    assert {"/desk/", "/desk/add/"} <= menu(client_of(Role.CENTRE_EMPLOYEE))
    assert {"/desk/", "/desk/add/"} & menu(client_of(Role.REGION_COORDINATOR)) == {"/desk/"}
    assert not {"/desk/", "/desk/add/"} & menu(client_of(Role.FEDERAL_MANAGER))
