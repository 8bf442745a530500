"""An SMTP server on loopback that remembers the Message-ID of every letter it has accepted, and when."""

import socketserver
import threading
import time


class Sink(socketserver.ThreadingTCPServer):
    """`accepted`: ids in the order of acceptance. `hold("before")` stops the next
    conversation before the letter is accepted, `hold("after")` between the acceptance and the answer, until
    `let_go()`: so a kill can be placed exactly there."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.accepted: list[str] = []
        self.open = 0
        self.lock = threading.Lock()
        self.point = ""
        self.held, self.go = threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def hold(self, point: str) -> None:
        self.held.clear()
        self.go.clear()
        self.point = point

    def let_go(self) -> None:
        self.point = ""
        self.go.set()

    def pass_by(self, point: str) -> None:
        with self.lock:
            stop = self.point == point
            if stop:
                self.point = ""
        if stop:
            self.held.set()
            self.go.wait(60)

    def settle(self) -> None:
        """Wait until the conversations with a killed worker have ended on this side too."""
        deadline = time.monotonic() + 5
        while self.open and time.monotonic() < deadline:
            time.sleep(0.005)


class _Session(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        with self.server.lock:
            self.server.open += 1
        try:
            self.converse()
        except OSError:
            pass  # the worker was killed
        finally:
            with self.server.lock:
                self.server.open -= 1

    def converse(self) -> None:
        self.say("220 sink")
        while line := self.rfile.readline():
            command = line[:4].upper().strip()
            if command == b"DATA":
                self.server.pass_by("before")
                self.say("354 go on")
                if not self.letter():
                    return
            elif command == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def letter(self) -> bool:
        """Accepted means: the whole letter has come, to its last dot."""
        message_id = ""
        while line := self.rfile.readline():
            if line.lower().startswith(b"message-id:"):
                message_id = line.split(b":", 1)[1].strip().decode().strip("<>").partition("@")[0]
            if line == b".\r\n":
                with self.server.lock:
                    self.server.accepted.append(message_id)
                self.server.pass_by("after")
                self.say("250 accepted")
                return True
        return False

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
