"""A right that is gone is gone at the next request; what a page costs; doors we do not have."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.test import Client

from tests.signin.steps import LOGIN
from tests.world import PASSWORD, World, sign_in
from uchastie.crm.accounts.actions import mark_installation, reset_second_factor
from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Assignment
from uchastie.kernel.actor import SYSTEM
from uchastie.project.personas import applicant_url


def test_a_deactivated_user_is_out_at_the_next_request(employee: Any) -> None:
    client = sign_in(employee)
    get_user_model().objects.filter(pk=employee.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302


def test_a_lost_phone_ends_every_session(employee: Any) -> None:
    client = sign_in(employee)
    reset_second_factor(SYSTEM, user=employee)
    assert client.get("/me/").status_code == 302
    assert not Authenticator.objects.filter(user=employee).exists()


def test_an_ended_role_is_gone_at_the_next_request(employee: Any) -> None:
    client = sign_in(employee)
    assert client.get("/network/").status_code == 200
    Assignment.objects.filter(user=employee).update(ended_at="2026-01-01T00:00Z")
    assert client.get("/network/").status_code == 403


def test_a_page_costs_three_queries_for_knowing_who_acts(employee: Any, django_assert_num_queries: Any) -> None:
    client = sign_in(employee)
    client.get("/nowhere/")
    mark_installation(demo=False)
    client.get("/nowhere/")
    with django_assert_num_queries(3):
        client.get("/nowhere/")


def test_a_visitor_costs_no_query_for_knowing_who_acts(world: World, django_assert_num_queries: Any) -> None:
    mark_installation(demo=False)
    Client().get("/accounts/logout/")
    client = Client()
    client.get("/nowhere/")
    with django_assert_num_queries(0):
        client.get("/nowhere/")


@pytest.mark.parametrize(
    "address", ["/accounts/signup/", "/accounts/email/", "/accounts/2fa/webauthn/", "/accounts/social/connections/"]
)
def test_doors_we_do_not_have(employee: Any, address: str) -> None:
    answer = sign_in(employee).get(address)
    assert answer.status_code == 404 or answer.url == LOGIN


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_after_signing_in_nobody_is_sent_elsewhere(world: World, target: str) -> None:
    user = world.user(Role.ORG_REP)
    answer = Client().post(f"{LOGIN}?next={target}", {"login": user.email, "password": PASSWORD, "next": target})
    assert answer.url == "/me/"


def test_the_applicant_of_the_demonstration_sees_a_request(world: World, make_request: Any) -> None:
    assert applicant_url() == "/find-request/"
    make_request()
    assert Client().get(applicant_url()).status_code == 200
