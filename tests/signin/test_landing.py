"""Where people come after sign-in: to their work."""

import pytest
from django.test import RequestFactory

from uchastie.crm.accounts.rules import Role
from uchastie.project.signin import AccountAdapter

pytestmark = pytest.mark.django_db


@pytest.mark.ledger("B1")
@pytest.mark.parametrize(
    ("role", "url"),
    [
        (Role.CENTRE_EMPLOYEE, "/desk/"),
        (Role.CENTRE_HEAD, "/desk/"),
        (Role.REGION_COORDINATOR, "/opeka/today/"),
        (Role.MUNICIPAL_COORDINATOR, "/opeka/today/"),
        (Role.FEDERAL_MANAGER, "/me/"),
        (Role.ADMIN, "/me/"),
    ],
)
def test_everybody_comes_to_the_own_work(world, client_of, role, url):
    request = RequestFactory().get("/")
    request.user = world.user(role)
    assert AccountAdapter(request).get_login_redirect_url(request) == url
    assert client_of(role).get(url).status_code == 200
