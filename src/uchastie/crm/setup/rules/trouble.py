"""Why another server did not answer as it should, in words for a person; and never longer than we can wait."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from typing import Any

SILENT = "Сервер не отвечает. Проверьте адрес и порт."


class Failed(Exception):
    """A check that did not succeed; the message is Russian and holds no secret."""


def within(seconds: float, work: Callable[[], str]) -> str:
    """What `work` says, or `Failed` when it has not finished in time: a server that hangs, a name that is not found
    for a minute. The thread is left behind; it holds no row and no lock."""
    box: dict[str, Any] = {}

    def run() -> None:
        try:
            box["said"] = work()
        except Exception as error:
            box["error"] = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise Failed(f"Сервер не ответил за {seconds:.0f} секунд. Проверьте адрес и порт, и не закрыт ли он снаружи.")
    if "error" in box:
        raise Failed(reason_of(box["error"])) from box["error"]
    return str(box["said"])


def reason_of(error: Exception) -> str:
    for kind, tell in _REASONS:
        if isinstance(error, kind):
            return tell(error)
    return "Проверка не удалась. Сверьте настройки с теми, что дал ваш поставщик."


def _said(start: str) -> Callable[[Any], str]:
    return lambda error: f"{start}: ответ {error.smtp_code}."


def _broken(error: Any) -> str:
    """The library calls a silent server a disconnected one."""
    if "timed out" in str(error):
        return SILENT
    return "Сервер оборвал разговор. Проверьте порт и защиту: они должны подходить друг другу."


_REASONS: tuple[tuple[type[Exception], Callable[[Any], str]], ...] = (
    (Failed, str),
    (smtplib.SMTPAuthenticationError, _said("Сервер не принял имя или пароль")),
    (smtplib.SMTPSenderRefused, _said("Сервер не разрешает писать с этого адреса")),
    (smtplib.SMTPRecipientsRefused, lambda _: "Сервер не принял ваш адрес как получателя."),
    (smtplib.SMTPNotSupportedError, lambda _: "Сервер не умеет такую защиту: выберите другую."),
    (smtplib.SMTPResponseException, _said("Сервер отказал")),
    (smtplib.SMTPException, _broken),
    (ssl.SSLCertVerificationError, lambda _: "Сертификат сервера не подходит к его имени или просрочен."),
    (ssl.SSLError, lambda _: "Защищённое соединение не получилось: проверьте порт и защиту."),
    (socket.gaierror, lambda _: "Такого сервера нет: проверьте имя."),
    (TimeoutError, lambda _: SILENT),
    (ConnectionRefusedError, lambda _: "Сервер есть, но на этом порту не отвечает. Проверьте порт."),
    (OSError, lambda _: "До сервера не добраться. Проверьте адрес, порт и сеть."),
)
