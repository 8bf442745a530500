"""Servers on loopback that behave badly on purpose: they hang, drip, refuse, or remember what they were given."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Seen:
    port: int
    statuses: list[int] = field(default_factory=list)  # answers to come; the last one stays
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def json(self) -> list[Any]:
        return [json.loads(body) for body in self.bodies]


@contextmanager
def http_server(*statuses: int) -> Iterator[Seen]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            seen.headers.append(dict(self.headers))
            status = seen.statuses.pop(0) if len(seen.statuses) > 1 else seen.statuses[0]
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    seen = Seen(server.server_address[1], list(statuses or (201,)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()


class _Hanging(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    drip = b""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Silence)
        self.over = threading.Event()


class _Silence(socketserver.BaseRequestHandler):
    server: _Hanging

    def handle(self) -> None:
        try:
            while not self.server.over.wait(0.05):
                self.request.sendall(self.server.drip)
        except OSError:
            pass


@contextmanager
def hanging_server(drip: bytes = b"") -> Iterator[Seen]:
    """Takes the connection and says nothing; with `drip` it says one byte now and then, for ever."""
    server = _Hanging()
    server.drip = drip
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Seen(server.server_address[1])
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
