"""What a handout must hold. Pure Python."""

from enum import StrEnum
from urllib.parse import urlsplit

from uchastie.kernel.errors import Refusal

TITLE_LENGTH = 120
TEXT_LENGTH = 6000
LINK_LENGTH = 500


def require_handout(title: str, text: str, link: str, has_file: bool) -> None:
    """A handout is a text, a link or a file, or several of them; with nothing inside it helps nobody."""
    if not title.strip():
        raise Refusal("title", "Назовите памятку так, как её назовёт человек.", field="title")
    if not (text.strip() or link or has_file):
        raise Refusal("empty", "Напишите текст, укажите ссылку или приложите файл.", field="text")
    if link and not is_web(link):
        raise Refusal("link", "Ссылка начинается с https:// и ведёт на сайт. Проверьте её.", field="link")


def is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and "." in parts.netloc and not any(sign.isspace() for sign in link)


class Way(StrEnum):
    """How a person was given a handout (A73)."""

    PRINT = "print"
    QR = "qr"
    LINK = "link"


WAY_NAMES: dict[Way, str] = {Way.PRINT: "на бумаге", Way.QR: "кодом с экрана", Way.LINK: "ссылкой"}
