"""What a story may hold, and the seal over what the family has read."""

import hashlib
import json
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from uchastie.kernel.errors import Refusal

TITLE, TEXT, ALT, FAMILY_NAME, REASON, URL = 120, 6000, 300, 80, 1000, 300  # characters
PHOTOS = 6
LARGE, SMALL = 1600, 640  # pixels of the longer side
UNFINISHED = 30  # stories of one guardian that are neither published nor gone

# Where films are kept in Russia; the link is a link, nothing of theirs is opened inside our page.
VIDEO_HOSTS = {
    "rutube.ru": "Рутуб",
    "vk.com": "ВКонтакте",
    "vkvideo.ru": "ВК Видео",
    "ok.ru": "Одноклассники",
    "dzen.ru": "Дзен",
}
VIDEO_WORDS = "Рутуб, ВК Видео, Одноклассники или Дзен"

_PHONE = re.compile(r"(?<!\d)(?:\+?7|8)[\s\u00a0(-]*\d{3}[\s\u00a0)-]*\d{3}[\s\u00a0-]*\d{2}[\s\u00a0-]*\d{2}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_WORD = re.compile(r"[а-яёa-z-]+", re.IGNORECASE)
_ENDINGS = (("ская область", "ской области"), ("ский край", "ского края"))


def digest_of(*, title: str, text: str, family_name: str, video_url: str, photos: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of everything that will be shown; `photos` are (description, digest of the bytes) in their order."""
    shown = [title, text, family_name, video_url, [list(photo) for photo in photos]]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def seal_number(digest: str) -> str:
    """Twelve digits of the seal for a paper: «4821 0093 1175»."""
    digits = f"{int(digest, 16) % 10**12:012d}"
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"


def require_no_contacts(text: str, field: str) -> None:
    """A phone or an address of mail on an open page brings strangers."""
    if _PHONE.search(text) or _EMAIL.search(text):
        message = "Уберите телефон или адрес почты: историю прочитает кто угодно."
        raise Refusal("contacts", message, field=field)


def parse_video(typed: str) -> str:
    """An address on one of the known hosts, without anything that follows the viewer; "" for nothing."""
    typed = typed.strip()
    if not typed:
        return ""
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        plain = parts.scheme in {"http", "https"} and parts.port in {None, 80, 443} and not parts.username
    except ValueError:
        host, plain = "", False
    if host not in VIDEO_HOSTS or not plain or parts.path in {"", "/"} or len(typed) > URL or re.search(r"\s", typed):
        raise Refusal(
            "video", f"Такая ссылка не подойдёт: видео должно лежать на сайте {VIDEO_WORDS}.", field="video_url"
        )
    query = f"?{parts.query}" if parts.query else ""
    return f"https://{host}{parts.path}{query}"


def video_host(url: str) -> str:
    return VIDEO_HOSTS.get(urlsplit(url).hostname or "", "")


def made_up_name(region: str) -> str:
    """What a family is called when it has not chosen: by the region, never by its town. «семья из Свердловской
    области»; a name we cannot decline stands after a comma."""
    for ending, of in _ENDINGS:
        if region.endswith(ending):
            return f"семья из {region.removesuffix(ending)}{of}"
    return f"семья, {region}"


def names_inside(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Words of the family's names that stand in the text, in any case of the noun: «Рябининой» for «Рябинина»."""
    words = {word.casefold() for word in _WORD.findall(text)}
    found: list[str] = []
    for name in names:
        for part in _WORD.findall(name):
            stem = part.casefold()[: max(4, len(part) - 2)]
            if len(part) > 3 and part not in found and any(word.startswith(stem) for word in words):
                found.append(part)
    return tuple(found)
