"""How messages leave. Secrets are sealed before they reach the database and never come back to a page."""

import base64
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.setup import access, queries
from uchastie.crm.setup.models import Channel
from uchastie.crm.setup.rules import FIELDS, ChannelKind, clean_values, open_secrets, seal_secrets
from uchastie.kernel.actor import Actor, ActorKind

CHANNEL = "setup.channel"
UNCHECKED = {"checked_at": None, "check_ok": None, "check_said": ""}
PLACE = {ChannelKind.EMAIL: "host", ChannelKind.SMS: "url"}  # where the secret is sent to


@transaction.atomic
def save_channel(
    actor: Actor, *, kind: ChannelKind, version: int | None, enabled: bool, values: Mapping[str, str]
) -> Channel:
    """An empty secret keeps the one there is, unless the server is another: a password is not sent to strangers."""
    access.require_change(actor)
    row = _row(kind, version)
    secrets = _kept_secrets(row, values)
    names = {one.name for one in FIELDS[kind] if one.secret}
    typed = {name: value for name, value in values.items() if name in names and value}
    known = secrets | typed
    clean = clean_values(kind, {**values, **known})
    if kind is ChannelKind.EMAIL and not clean["user"]:
        known = {}
    plain = {name: value for name, value in clean.items() if name not in names}
    kept = {name: value for name, value in row.values.items() if name == "public_key"}
    sealed = seal_secrets(known, queries.secret_keys())
    row.apply(own=True, enabled=enabled, values=kept | plain, sealed=sealed, **UNCHECKED)
    record(actor, kind, "edited", enabled=enabled, secret_changed=bool(typed))
    return row


def _kept_secrets(row: Channel, values: Mapping[str, str]) -> dict[str, str]:
    place = PLACE.get(ChannelKind(row.kind))
    if place and row.values.get(place) != values.get(place, "").strip():
        return {}
    return open_secrets(row.sealed, queries.secret_keys()) or {}


@transaction.atomic
def use_environment(actor: Actor, *, kind: ChannelKind, version: int | None) -> Channel:
    """Forgets what was set on the page, secrets first: from now on the environment speaks."""
    access.require_change(actor)
    row = _row(kind, version)
    row.apply(own=False, enabled=False, values={}, sealed="", **UNCHECKED)
    record(actor, kind, "reset")
    return row


@transaction.atomic
def make_push_keys(actor: Actor, *, contact: str, renew: bool = False) -> Channel:
    """The pair of keys that push services know us by. New ones end all subscriptions, so they are made once."""
    access.require_change(actor)
    row = _row(ChannelKind.PUSH, None)
    if row.sealed and not renew:
        return row
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_numbers().private_value.to_bytes(32)
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    sealed = seal_secrets({"private_key": _text(private)}, queries.secret_keys())
    values = {"contact": contact, "public_key": _text(public)}
    row.apply(own=True, enabled=True, values=values, sealed=sealed, **UNCHECKED)
    if actor.kind is not ActorKind.SYSTEM:  # with the installation itself they are nobody's deed
        record(actor, ChannelKind.PUSH, "keys_made")
    return row


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _row(kind: ChannelKind, version: int | None) -> Channel:
    row, made = Channel.objects.get_or_create(kind=kind)
    if not made:
        row.require_version(version)
    return row


def record(actor: Actor, kind: ChannelKind, verb: str, **details: Any) -> None:
    object_id = uuid5(NAMESPACE_URL, f"uchastie:setup:{kind}")
    journal.record(actor, verb=verb, object_kind=CHANNEL, object_id=object_id, channel=str(kind), **details)
