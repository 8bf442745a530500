"""Markdown to a page, safely: no HTML of the writer's, no pictures from elsewhere, links only to the web, to mail and
to a phone. The text comes from colleagues, but it is read by everybody, so it is trusted with nothing."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

WORDS_A_MINUTE = 150
REMEMBERED = 64  # texts; a page shows one
MOST_LEVELS = 20  # of quotes in quotes: deeper is not meant to be read
WEB = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Text:
    body: Markup
    sections: tuple[Section, ...]
    minutes: int


def is_safe_link(address: str) -> bool:
    """An address of the web, of mail, of a phone, or a page of ours ("/help/")."""
    if address.startswith("/"):
        return not address.startswith(("//", "/\\"))
    return address.casefold().startswith(WEB)


@lru_cache(maxsize=REMEMBERED)
def render(text: str) -> Text:
    markdown = _markdown()
    tokens = markdown.parse(text)
    sections = _prepare(tokens)
    body = markdown.renderer.render(tokens, markdown.options, {})
    words = len(text.split())
    return Text(Markup(body), sections, max(1, round(words / WORDS_A_MINUTE)))  # noqa: S704 - HTML is switched off


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": MOST_LEVELS})
    markdown.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])
    markdown.validateLink = is_safe_link  # type: ignore[method-assign, assignment]
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    return markdown


def _prepare(tokens: Sequence[Token]) -> tuple[Section, ...]:
    """Headings begin under the page's own and leave no level out; the first of them can be gone to."""
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    sections: list[Section] = []
    for place, token in enumerate(tokens):
        if token.type in {"heading_open", "heading_close"}:
            level = levels.index(token.tag)
            token.tag = f"h{min(level + 2, 6)}"
            if token.type == "heading_open" and level == 0:
                sections.append(Section(f"part-{len(sections) + 1}", _plain(tokens[place + 1])))
                token.attrSet("id", sections[-1].anchor)
        for child in token.children or ():
            if child.type == "link_open" and not str(child.attrs.get("href", "")).startswith("/"):
                child.attrSet("rel", "noopener noreferrer nofollow")
    return tuple(sections)


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or () if child.type in {"text", "code_inline"})


def _table_open(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    """A wide table scrolls by itself, with the keyboard too."""
    return '<div class="scroll" tabindex="0" role="region" aria-label="Таблица">' + self.renderToken(
        tokens, place, options, env
    )


def _table_close(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    return self.renderToken(tokens, place, options, env) + "</div>"


def headings(text: str) -> str:
    """The words of headings, for the vocabulary of slips: whole texts would fill it."""
    return "\n".join(line.lstrip("# ") for line in text.split("\n") if line.startswith("#"))
