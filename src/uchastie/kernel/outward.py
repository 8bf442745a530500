"""HTTP to servers outside. The whole conversation has a deadline, answers a limit; nothing is followed elsewhere.

An address that a stranger has given us (`public=True`) may only be https on a public address: the name is asked for
once, and the connection goes to what was judged, so a name that answers differently a second later gains nothing."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LIMIT = 64 * 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(Exception):
    """The address is not one we talk to."""


class Unreachable(Exception):
    """No whole answer within the deadline."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def require_public(url: str, *, allowed: Collection[str] = ()) -> SplitResult:
    """The shape of an address we may be sent to by a stranger; `allowed` names hosts («127.0.0.1:9001») that a setting
    excepts. Looks at no name server."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Forbidden from error
    if parts.netloc in allowed:
        return parts
    plain = parts.scheme == "https" and parts.hostname and not parts.username and not parts.password
    if plain and _is_literal(parts.hostname or "") and not is_public(parts.hostname or ""):
        raise Forbidden
    if not plain or port not in {None, 443} or any(sign <= " " for sign in url):
        raise Forbidden
    return parts


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = 8,
    public: bool = False,
    allowed: Collection[str] = (),
) -> Answer:
    """One POST. `Forbidden` for an address that must not be used, `Unreachable` for everything that went wrong."""
    parts = require_public(url, allowed=allowed) if public else urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Forbidden
    judged = public and parts.netloc not in allowed
    try:
        with _connected(parts, seconds, judged=judged) as connection:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, dict(headers))
            response = connection.getresponse()
            return Answer(response.status, response.read(LIMIT))
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        raise Unreachable from error


@contextmanager
def _connected(parts: SplitResult, seconds: float, *, judged: bool) -> Iterator[http.client.HTTPConnection]:
    """A connection that is cut when the time is over, however slowly the other side goes on talking."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    plain = socket.create_connection((_address_of(host, port, judged=judged), port), timeout=seconds)
    watch = threading.Timer(seconds, _cut, [plain])
    watch.daemon = True
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        watch.start()
        if parts.scheme == "https":
            wrapped = ssl.create_default_context().wrap_socket(
                plain, server_hostname=host, do_handshake_on_connect=False
            )
            watch.args = [wrapped]
            wrapped.do_handshake()
            connection.sock = wrapped
        else:
            connection.sock = plain
        yield connection
    finally:
        watch.cancel()
        connection.close()
        plain.close()


def _cut(held: socket.socket) -> None:
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:
        held.close()


def _address_of(host: str, port: int, *, judged: bool) -> str:
    """One answer of the name server, used for this connection. All of its addresses must be public: a server that has
    one foot inside is not outside."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if judged and not all(is_public(address) for address in found):
        raise Forbidden
    return found[0]


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    try:
        one = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address):
        if one in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)))
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if inner is not None:
            return is_public(str(inner))
    return one.is_global and not one.is_multicast
