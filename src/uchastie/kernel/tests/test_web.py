"""The web's edge."""

import pytest
from django.test import RequestFactory

from uchastie.kernel.web import client_address


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.7", "10.0.0.1"),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "5.5.5.5, 203.0.113.7", "203.0.113.7"),  # the first was written by the visitor
        (True, "2001:DB8::1", "2001:db8::1"),
        (True, "", "10.0.0.1"),
        (True, "203.0.113.7, <script>", "10.0.0.1"),
    ],
)
def test_the_visitor_behind_our_own_proxy_is_counted_and_not_the_proxy(settings, behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory(REMOTE_ADDR="10.0.0.1").get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
