"""Channels: secrets stay sealed and unshown, checks end in time and say why, the environment speaks when nobody else."""

import json
import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.world import World

from uchastie.crm.accounts.rules import Role
from uchastie.crm.journal.models import Entry
from uchastie.crm.setup import actions, queries
from uchastie.crm.setup.models import Channel
from uchastie.crm.setup.rules import ChannelKind
from uchastie.crm.setup.tests.servers import gateway, hanging, mail_server
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Conflict, Denied, Refusal

SECRET = "canary-in-the-password"
MAIL = {
    "host": "127.0.0.1",
    "security": "none",
    "user": "u",
    "from_email": "no-reply@example.org",
    "from_name": "Участие",
}


def mail(port: int, **changes: str) -> Channel:
    values = MAIL | {"port": str(port), "password": SECRET} | changes
    return actions.save_channel(SYSTEM, kind=ChannelKind.EMAIL, version=None, enabled=True, values=values)


def sms(url: str, **changes: str) -> Channel:
    values = {"url": url, "key": SECRET, "sender": "Centr"} | changes
    return actions.save_channel(SYSTEM, kind=ChannelKind.SMS, version=None, enabled=True, values=values)


def check(kind: ChannelKind, target: str) -> Channel:
    return actions.check_channel(SYSTEM, kind=kind, target=target)


# --- where settings come from ---


def test_without_a_page_the_environment_speaks(db: None, settings: Any) -> None:
    assert queries.get_channel("email").enabled is False
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.local", "Центр <no-reply@example.org>"
    channel = queries.get_channel("email")
    assert (channel.enabled, channel.source) == (True, "environment")
    assert (channel.values["from_name"], channel.values["from_email"]) == ("Центр", "no-reply@example.org")


def test_the_page_wins_and_may_be_forgotten(db: None, settings: Any) -> None:
    settings.EMAIL_HOST = "mail.local"
    mail(25)
    channel = queries.get_channel("email")
    assert (channel.source, channel.values["host"], channel.values["password"]) == ("page", "127.0.0.1", SECRET)
    actions.use_environment(SYSTEM, kind=ChannelKind.EMAIL, version=None)
    assert queries.get_channel("email").values["host"] == "mail.local"
    assert Channel.objects.get(kind="email").sealed == ""


def test_a_channel_may_be_switched_off_against_the_environment(db: None, settings: Any) -> None:
    settings.SMS_URL, settings.SMS_KEY = "https://gate.example.org/", "k"
    assert queries.get_channel("sms").enabled
    values = {"url": "https://gate.example.org/", "key": "k"}
    actions.save_channel(SYSTEM, kind=ChannelKind.SMS, version=None, enabled=False, values=values)
    assert not queries.get_channel("sms").enabled


def test_push_keys_are_there_from_the_beginning(db: None) -> None:
    channel = queries.get_channel("push")
    assert channel.enabled
    assert len(channel.values["public_key"]) == 87
    assert len(channel.values["private_key"]) == 43
    assert check(ChannelKind.PUSH, "").check_ok


# --- secrets ---


def test_secrets_are_sealed_unshown_and_unlogged(
    world: World, client_of: Callable[..., Client], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_of(Role.ADMIN)
    form = MAIL | {"port": "1", "password": SECRET, "enabled": "on", "version": "0"}
    assert client.post("/setup/email/", form).url == "/setup/email/"
    client.post("/setup/email/check/", {"target": "me@example.org"})
    row = Channel.objects.get(kind="email")
    assert SECRET not in json.dumps(row.values, ensure_ascii=False) + row.sealed + row.check_said
    pages = "".join(client.get(url).content.decode() for url in ("/setup/", "/setup/email/"))
    assert SECRET not in pages
    assert "Сохранён" in pages
    refused = client.post("/setup/email/", form | {"host": "", "version": str(row.version)})
    assert refused.status_code == 422
    assert SECRET not in refused.content.decode()
    assert SECRET not in json.dumps(list(Entry.objects.values("details")), ensure_ascii=False)
    assert SECRET not in caplog.text
    assert SECRET not in repr(queries.get_channel("email"))


def test_an_empty_password_keeps_the_old_one(db: None) -> None:
    mail(25)
    mail(26, password="")
    assert queries.get_channel("email").values["password"] == SECRET


def test_another_server_does_not_get_the_old_password(db: None) -> None:
    mail(25)
    mail(25, host="mail.evil.example", password="")
    assert queries.get_channel("email").values["password"] == ""
    sms("https://gate.example.org/")
    with pytest.raises(Refusal) as refusal:
        sms("https://evil.example.org/", key="")
    assert refusal.value.field == "key"


def test_a_changed_key_of_the_installation_locks_the_secret_and_says_so(
    world: World, client_of: Callable[..., Client], settings: Any
) -> None:
    client = client_of(Role.ADMIN)
    row = mail(25)
    Channel.objects.filter(pk=row.pk).update(sealed=row.sealed[:-5] + "AAAA=")
    assert not queries.get_channel("email").enabled
    assert "не читается" in client.get("/setup/email/").content.decode()


def test_two_administrators_do_not_overwrite_each_other(db: None) -> None:
    row = mail(25)
    with pytest.raises(Conflict):
        actions.save_channel(SYSTEM, kind=ChannelKind.EMAIL, version=row.version - 1, enabled=True, values=MAIL)


# --- checks ---


def test_a_good_mail_server_gets_one_letter(db: None) -> None:
    with mail_server() as (port, lines):
        mail(port)
        row = check(ChannelKind.EMAIL, "me@центр.рф")
    assert row.check_ok
    assert "принял письмо" in row.check_said
    assert row.checked_at
    assert any(line.lower().startswith("rcpt to:<me@xn--") for line in lines)
    assert "me@" not in row.check_said


def test_a_mail_server_that_refuses_the_password_is_quoted(db: None) -> None:
    with mail_server(login=False) as (port, _):
        mail(port)
        row = check(ChannelKind.EMAIL, "me@example.org")
    assert row.check_ok is False
    assert "535" in row.check_said


def test_servers_that_hang_do_not_hang_the_page(world: World, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.ADMIN)
    with hanging() as port:
        mail(port)
        sms(f"http://127.0.0.1:{port}/")
        for kind, target in (("email", "me@example.org"), ("sms", "+79120000000")):
            began = time.monotonic()
            assert client.post(f"/setup/{kind}/check/", {"target": target}).status_code == 302
            assert time.monotonic() - began < 10
            page = client.get(f"/setup/{kind}/").content.decode().replace("\u00a0", " ")
            assert "не отвечает" in page
            assert "не пропадут" in page, "the page says where messages go meanwhile"


@pytest.mark.parametrize(("status", "ok"), [(200, True), (202, True), (401, False), (500, False)])
def test_a_gateway_answers(db: None, status: int, ok: bool) -> None:
    with gateway(status) as (url, seen):
        sms(url)
        row = check(ChannelKind.SMS, "+79120000000")
    assert row.check_ok is ok
    headers, body = seen[0]
    assert headers["Authorization"] == f"Bearer {SECRET}"
    assert json.loads(body)["to"] == "+79120000000"


def test_the_key_does_not_follow_a_redirect(db: None) -> None:
    with gateway(200) as (other, stolen), gateway(302, location=other) as (url, _):
        sms(url)
        row = check(ChannelKind.SMS, "+79120000000")
    assert row.check_ok is False
    assert not stolen


def test_a_check_does_not_spoil_the_form_somebody_fills_in(db: None) -> None:
    row = mail(1)
    check(ChannelKind.EMAIL, "me@example.org")
    values = MAIL | {"port": "2"}
    actions.save_channel(SYSTEM, kind=ChannelKind.EMAIL, version=row.version, enabled=True, values=values)
    assert Channel.objects.get(kind="email").check_ok is None, "new settings are unchecked"


def test_a_channel_that_is_off_is_not_checked(db: None) -> None:
    with pytest.raises(Refusal):
        check(ChannelKind.SMS, "+79120000000")


@pytest.mark.parametrize("role", [Role.FEDERAL_MANAGER, Role.CENTRE_HEAD])
def test_only_the_administrator_sets_channels(world: World, actor_of: Callable[[Role], Actor], role: Role) -> None:
    with pytest.raises(Denied):
        actions.check_channel(actor_of(role), kind=ChannelKind.PUSH, target="")
    with pytest.raises(Denied):
        actions.save_channel(actor_of(role), kind=ChannelKind.SMS, version=None, enabled=True, values={})


def test_new_push_keys_are_made_only_knowingly(world: World, client_of: Callable[..., Client]) -> None:
    client, before = client_of(Role.ADMIN), queries.get_channel("push").values["public_key"]
    assert client.post("/setup/push/keys/").status_code == 422
    assert client.post("/setup/push/keys/", {"sure": "yes"}).status_code == 302
    assert queries.get_channel("push").values["public_key"] != before
