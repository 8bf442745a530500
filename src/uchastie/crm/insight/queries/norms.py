"""Norms with the version that is in force for a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from uchastie.crm.insight.models import Norm as NormRow
from uchastie.crm.insight.models import NormVersion
from uchastie.crm.insight.rules import Block, How, Norm, Period, Span, period_at
from uchastie.kernel import measures

# Where the fact of a norm is made: address and what the link says.
NEXT: dict[str, tuple[str, str]] = {
    "consultations": ("desk:add", "Добавить обращение"),
    "positive": ("feedback:index", "Ответить на оценки"),
    "contact": ("desk:queue", "Открыть заявки"),
    "answers": ("desk:queue", "Открыть заявки"),
    "premises": ("licensing:here", "Проверить помещение"),
    "training": ("training:training", "Открыть обучение"),
    "communities": ("platform:index", "Внести сообщество"),
    "active": ("platform:index", "Внести подписчиков"),
    "pinned": ("platform:index", "Подтвердить ссылку"),
    "screens": ("platform:index", "Подтвердить ролик"),
    "networks": ("platform:index", "Подтвердить ролик"),
    "poster": ("platform:index", "Подтвердить плакат"),
    "activities": ("events:year", "Открыть события"),
    "reach": ("events:year", "Открыть события"),
    "posts-week": ("outreach:ledger", "Внести запись"),
    "posts-month": ("outreach:ledger", "Внести запись"),
    "reposts": ("outreach:ledger", "Внести репост"),
    "campaigns": ("outreach:ledger", "Внести кампанию"),
    "materials": ("outreach:ledger", "Внести материал"),
    "site": ("outreach:ledger", "Проверить сайт"),
    "updates": ("outreach:ledger", "Внести обновление"),
    "calendar": ("events:year", "Открыть календарь"),
}


@cache
def next_of(code: str) -> tuple[str, str]:
    """("", "") where this installation has no page for it."""
    name, label = NEXT.get(code, ("", ""))
    try:
        return (reverse(name), label) if name else ("", "")
    except NoReverseMatch:
        return "", ""


@dataclass(frozen=True, slots=True)
class Norms:
    """All norms and versions; two statements, then any number of periods."""

    rows: tuple[NormRow, ...]
    versions: dict[str, tuple[NormVersion, ...]]  # by norm, oldest first

    def of(self, slot: Period) -> list[Norm]:
        """The norms looked at in this slot: those by week in weeks, all others in months. Only what is counted here."""
        by_week = slot.span is Span.WEEK
        known = {measure.code for measure in measures.list_all()}
        found = [self.at(row, slot) for row in self.rows if (row.span == Span.WEEK) is by_week]
        return [norm for norm in found if norm and norm.active and known.issuperset(norm.codes)]

    def at(self, row: NormRow, slot: Period) -> Norm | None:
        """With the version in force on the first day of the norm's own period: nobody's plan changes half-way."""
        first = slot.first if row.span in {Span.SINCE, Span.AT} else period_at(Span(row.span), slot.first).first
        version = next((one for one in reversed(self.versions.get(row.code, ())) if one.valid_from <= first), None)
        return norm_of(row, version) if version else None


def norm_of(row: NormRow, version: NormVersion) -> Norm:
    url, label = next_of(row.code)
    known = {measure.code for measure in measures.list_all()}
    one, few, many = row.forms
    return Norm(
        code=row.code,
        name=row.name,
        how=How(row.how),
        span=Span(row.span),
        block=Block(row.block),
        mandatory=version.mandatory,
        source=row.source,
        parts=_here(row.parts, known),
        wholes=_here(row.wholes, known),
        forms=(one, few, many),
        plan=version.plan,
        floor=version.floor,
        active=version.active,
        next_url=url,
        next_label=label,
    )


def _here(codes: Iterable[str], known: set[str]) -> tuple[str, ...]:
    """Of several measures that are added up those that this installation has; none at all leaves them, as unknown."""
    here = tuple(code for code in codes if code in known)
    return here or tuple(codes)


def get_norms() -> Norms:
    versions: dict[str, list[NormVersion]] = {}
    for version in NormVersion.objects.order_by("norm_id", "valid_from"):
        versions.setdefault(version.norm_id, []).append(version)
    return Norms(tuple(NormRow.objects.all()), {code: tuple(found) for code, found in versions.items()})


@dataclass(frozen=True, slots=True)
class NormPage:
    """A norm as it is read: the version of today, the one to come, the history newest first."""

    row: NormRow
    now: NormVersion | None
    coming: NormVersion | None
    history: tuple[NormVersion, ...]
    counted_here: bool


def list_norms(today: Any) -> list[NormPage]:
    rows = NormRow.objects.all()
    versions: dict[str, list[NormVersion]] = {}
    for version in NormVersion.objects.select_related("by").order_by("-valid_from"):
        versions.setdefault(version.norm_id, []).append(version)
    known = {measure.code for measure in measures.list_all()}
    return [_page(row, versions.get(row.pk, []), today, known) for row in rows]


def _page(row: NormRow, history: Sequence[NormVersion], today: Any, known: set[str]) -> NormPage:
    now = next((one for one in history if one.valid_from <= today), None)
    coming = next((one for one in reversed(history) if one.valid_from > today), None)
    here = bool(known.intersection(row.parts)) and (not row.wholes or bool(known.intersection(row.wholes)))
    return NormPage(row, now, coming, tuple(history), here)
