"""The shape of a text given with the product."""

from dataclasses import dataclass

from uchastie.crm.knowledge.rules.articles import Kind

INFORMING, CONSULTING, MUTUAL, PLATFORM = "informing", "consulting", "dobro-vzaimno", "platform-help"
BASE = (INFORMING, CONSULTING, MUTUAL, PLATFORM)


@dataclass(frozen=True, slots=True)
class Given:
    code: str
    title: str
    body: str
    tags: tuple[str, ...]
    services: tuple[str, ...] = BASE
    kind: Kind = Kind.ARTICLE
    chapter: str = ""
