"""One trial message through a channel, and what came of it. A server that hangs holds nobody longer than ten seconds."""

import base64
import smtplib
import ssl
import time
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction

from uchastie.crm.setup import access, guards, queries
from uchastie.crm.setup.actions.channels import record
from uchastie.crm.setup.models import Channel
from uchastie.crm.setup.rules import ChannelKind, Failed, within
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

LONGEST = 9.0  # seconds of the whole check; of one answer less, so that the reason is known
ONE_ANSWER = 6.0


def check_channel(actor: Actor, *, kind: ChannelKind, target: str) -> Channel:
    """`target`: the address or number of the one who checks; it is not kept. The network is asked outside of any
    transaction, the answer is written in one."""
    access.require_change(actor)
    known = queries.get_channel(kind)
    if not known.enabled:
        raise Refusal("channel_off", "Сначала включите и сохраните настройки.")
    probe = guards.probe_of(kind) or PROBES[kind]  # how SMS are sent is known above
    try:
        said, ok = within(LONGEST, lambda: probe(known.values, target)), True
    except Failed as failed:
        said, ok = str(failed), False
    return _remember(actor, kind, ok=ok, said=said)


@transaction.atomic
def _remember(actor: Actor, kind: ChannelKind, *, ok: bool, said: str) -> Channel:
    """Past the version on purpose: a check changes no settings and must not spoil the form somebody is filling in."""
    result = {"checked_at": clock.now(), "check_ok": ok, "check_said": said[:300]}
    row, _ = Channel.objects.update_or_create(kind=kind, defaults=result)
    record(actor, kind, "checked", ok=ok)
    return row


def _try_email(values: Mapping[str, str], target: str) -> str:
    if "@" not in target:
        raise Failed("Напишите адрес, на который послать письмо.")
    started = time.monotonic()
    with _connect(values) as server:
        if values["security"] == "starttls":
            server.starttls(context=ssl.create_default_context())
        if values["user"]:
            server.login(values["user"], values["password"])
        server.send_message(_letter(values, target))
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    return f"Сервер принял письмо за {seconds} с. Посмотрите, дошло ли оно до вас."


def _connect(values: Mapping[str, str]) -> smtplib.SMTP:
    host, port = values["host"], int(values["port"])
    if values["security"] == "ssl":
        return smtplib.SMTP_SSL(host, port, timeout=ONE_ANSWER, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=ONE_ANSWER)


def _letter(values: Mapping[str, str], target: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = "Проверка почты"
    letter["From"] = Address(values["from_name"], addr_spec=_plain_address(values["from_email"]))
    letter["To"] = Address(addr_spec=_plain_address(target))
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=_plain_address(values["from_email"]).rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content("Это письмо отправлено со страницы настройки. Если вы его читаете, почта работает.")
    return letter


def _plain_address(address: str) -> str:
    """«почта@центр.рф» → the domain as mail servers know it."""
    name, _, domain = address.strip().rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}".encode("ascii").decode()
    except UnicodeError:
        raise Failed("В адресе есть буквы, которых почта не понимает.") from None


def _try_push(values: Mapping[str, str], target: str) -> str:
    """The keys are a pair, so push services will believe us."""
    padded = values["private_key"] + "=" * (-len(values["private_key"]) % 4)
    number = int.from_bytes(base64.urlsafe_b64decode(padded))
    public = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    if base64.urlsafe_b64encode(point).rstrip(b"=").decode() != values["public_key"]:
        raise Failed("Ключи не подходят друг к другу. Создайте новые.")
    return "Ключи в порядке. Уведомления получат те, кто их разрешит."


PROBES: dict[ChannelKind, guards.Probe] = {
    ChannelKind.EMAIL: _try_email,
    ChannelKind.PUSH: _try_push,
}
