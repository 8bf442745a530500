"""Small servers on this machine for the checks: one that hangs, a gateway, a mail server."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@contextmanager
def hanging() -> Iterator[int]:
    """Takes the connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@contextmanager
def gateway(status: int, *, location: str = "") -> Iterator[tuple[str, list[Any]]]:
    seen: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/send", seen
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def mail_server(*, login: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Speaks just enough SMTP; `login=False` refuses every password."""
    lines: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server, lines, login), daemon=True).start()
        yield server.getsockname()[1], lines


def _serve(server: socket.socket, lines: list[str], login: bool) -> None:
    try:
        connection, _ = server.accept()
    except OSError:
        return
    with connection, connection.makefile("rw", newline="\r\n", encoding="utf-8") as talk:
        _say(talk, "220 test")
        data = False
        for line in talk:
            word = line.strip()
            lines.append(word)
            if data:
                data = word != "."
                if not data:
                    _say(talk, "250 taken")
                continue
            data = word.upper() == "DATA"
            _say(talk, _answer(word.upper(), login))


def _answer(word: str, login: bool) -> str:
    if word.startswith("EHLO"):
        return "250-test\n250 AUTH PLAIN"
    if word.startswith("AUTH"):
        return "235 ok" if login else "535 no"
    return {"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 ok")


def _say(talk: Any, text: str) -> None:
    talk.write(text + "\n")
    talk.flush()
