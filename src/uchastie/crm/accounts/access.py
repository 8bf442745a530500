"""Who may make keys for outside systems, and who may try personas. All else here a person does only to himself."""

import ipaddress
from collections.abc import Mapping

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied

KEY_MAKERS = (Role.ADMIN, Role.FEDERAL_MANAGER, Role.REGION_COORDINATOR, Role.CENTRE_HEAD)


def may_make_keys(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.has_role(*KEY_MAKERS))


def require_key_maker(actor: Actor) -> None:
    if not may_make_keys(actor):
        raise Denied("Ключи для других систем создают руководитель центра, координатор региона и администратор.")


PROXY_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


def is_this_machine(meta: Mapping[str, str], host: str) -> bool:
    """Does the request come from the machine itself, straight, under a name of the machine? `host` may have a port.

    A forged header can only make the answer "no": an address in a header is never believed."""
    if any(meta.get(header) for header in PROXY_HEADERS):
        return False
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return _is_loopback(meta.get("REMOTE_ADDR", "")) and (name == "localhost" or _is_loopback(name.strip("[]")))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
