"""A pasted link: read, made comparable, recognised by its host. Nothing is ever fetched."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from uchastie.kernel.errors import Refusal

LONGEST = 500  # characters
TRACKING = re.compile(
    r"utm_.*|_openstat|yclid|gclid|fbclid|ysclid|ymclid|igshid|igsh|si|from|ref|ref_src|ref_source|share.*|single|"
    r"feature|rid|referer|reposted|st\..*|track_code",
    re.IGNORECASE,
)
FRONT = re.compile(r"^(?:www|m|mobile|amp|touch|web)\.")


def _ascii(name: str) -> str:
    return name.encode("idna").decode()


ALIASES = {
    "vk.ru": "vk.com",
    "vkontakte.ru": "vk.com",
    "telegram.me": "t.me",
    "telegram.dog": "t.me",
    "odnoklassniki.ru": "ok.ru",
    "zen.yandex.ru": "dzen.ru",
    **dict.fromkeys((_ascii("добро.рф"), _ascii("добровольцы.рф"), _ascii("доброволец.рф")), "dobro.ru"),
}
CASELESS = frozenset({"vk.com", "t.me", "ok.ru", "dobro.ru"})  # their addresses do not tell large letters from small


class Kind(StrEnum):
    POST = "post"
    REPOST = "repost"
    MATERIAL = "material"
    UPDATE = "update"
    MEDIA = "media"


class Channel(StrEnum):
    VK = "vk"
    OK = "ok"
    TELEGRAM = "telegram"
    MAX = "max"
    RUTUBE = "rutube"
    DZEN = "dzen"
    DOBRO = "dobro"
    SITE = "site"
    RADIO = "radio"
    TV = "tv"
    PRESS = "press"
    WORD = "word"
    PRINT = "print"
    OTHER = "other"


class Form(StrEnum):
    ARTICLE = "article"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Link:
    """`shown` is what was pasted, `key` is the same for every writing of one address."""

    shown: str
    host: str
    path: str
    key: str


@dataclass(frozen=True, slots=True)
class Known:
    kind: Kind
    channel: Channel
    form: Form | None = None


NETWORKS: dict[str, Channel] = {
    "vk.com": Channel.VK,
    "vkvideo.ru": Channel.VK,
    "ok.ru": Channel.OK,
    "t.me": Channel.TELEGRAM,
    "max.ru": Channel.MAX,
    "rutube.ru": Channel.RUTUBE,
    "dzen.ru": Channel.DZEN,
    "dobro.ru": Channel.DOBRO,
}
VIDEO_HOSTS = frozenset({"rutube.ru", "vkvideo.ru"})


def read_link(text: str) -> Link:
    """`Refusal` when it is no address of a page."""
    typed = text.strip()
    if len(typed) > LONGEST:
        raise Refusal("link", f"Ссылка длиннее {LONGEST} знаков. Скопируйте короткую: «Поделиться».", field="link")
    whole = typed if re.match(r"[a-z][a-z0-9+.-]*:", typed, re.IGNORECASE) else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError as error:
        raise _no_link() from error
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or re.search(r"\s", typed) or not host:
        raise _no_link()
    path = _path(host, parts.path)
    query = _query(parts.query)
    path, query = _wall(host, path, query)
    if host in NETWORKS and not path and not query:
        raise Refusal("link", "Это адрес всей сети. Откройте саму запись и скопируйте её ссылку.", field="link")
    key = f"{host}{f':{port}' if port not in {None, 80, 443} else ''}{path}{f'?{query}' if query else ''}"
    return Link(whole, host, path, key)


def _no_link() -> Refusal:
    message = "Это не похоже на ссылку. Скопируйте её из строки браузера целиком."
    return Refusal("link", message, field="link")


def _host(name: str) -> str:
    """`ValueError` when it is none (of the codec too)."""
    plain = name.casefold().rstrip(".").encode("idna").decode()
    plain = FRONT.sub("", plain)
    plain = ALIASES.get(plain, plain)
    if plain.endswith(".dobro.ru"):
        plain = "dobro.ru" if plain != "media.dobro.ru" else plain
    if not re.fullmatch(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z][a-z0-9-]*[a-z0-9])", plain):
        return ""
    return plain


def _path(host: str, path: str) -> str:
    plain = re.sub(r"/{2,}", "/", unquote(path)).rstrip("/")
    if host == "t.me":
        plain = re.sub(r"^/s/", "/", plain)
    return plain.lower() if host in CASELESS else plain


def _query(query: str) -> str:
    pairs = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not TRACKING.fullmatch(name)]
    return urlencode(sorted(pairs))


def _wall(host: str, path: str, query: str) -> tuple[str, str]:
    """ВКонтакте shows a post above any page: `vk.com/feed?w=wall-1_2` is the post, and so is `z=` of a video."""
    if host != "vk.com":
        return path, query
    values = dict(parse_qsl(query))
    for name in ("w", "z"):
        found = re.match(r"(?:wall|video|clip|photo)-?\d+_\d+", values.get(name, ""))
        if found:
            return f"/{found[0]}", ""
    return path, query


def recognise(link: Link) -> Known | None:
    """By the host, and where the host has several kinds of pages by the beginning of the path."""
    host = link.host
    channel = NETWORKS.get(host)
    if host == "media.dobro.ru":
        return Known(Kind.MATERIAL, Channel.DOBRO, Form.ARTICLE)
    if channel is None:
        return None
    if host in VIDEO_HOSTS or re.match(r"/(?:video|clip|shorts)", link.path):
        return Known(Kind.MATERIAL, channel, Form.VIDEO)
    if channel is Channel.DZEN or re.match(r"/(?:@|article)", link.path):
        return Known(Kind.MATERIAL, channel, Form.ARTICLE)
    return Known(Kind.UPDATE if channel is Channel.DOBRO else Kind.POST, channel)
