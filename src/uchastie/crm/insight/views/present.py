"""How the standing reads on a page: bars, lines of months, the answer before the figures."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from uchastie.crm.insight import rules
from uchastie.crm.insight.queries import Counts
from uchastie.crm.insight.rules import FIGURE_NAMES, BlockStanding, Figure, Line, Met, Period, Span, Standing
from uchastie.ui import charts, text

ICONS = {
    Met.YES: "circle-check",
    Met.ON_THE_WAY: "circle-check",
    Met.AT_RISK: "triangle-alert",
    Met.NO: "circle-x",
    Met.NO_DATA: "circle",
}
TONES = {Met.YES: "done", Met.ON_THE_WAY: "done", Met.AT_RISK: "today", Met.NO: "late", Met.NO_DATA: ""}
BARS = {Met.AT_RISK: "warn", Met.NO: "bad"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One norm as a line of the page."""

    line: Line
    tone: str
    icon: str
    bar: Markup
    spark: Markup
    before: str  # the same norm in the period before


@dataclass(frozen=True, slots=True)
class ShownBlock:
    name: str
    lines: tuple[Shown, ...]
    words: str
    tone: str
    icon: str
    only_recommended: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A number without a norm that opens its rows."""

    figure: Figure
    name: str
    count: int


def blocks(
    standing: Standing,
    history: Mapping[str, Sequence[float | None]],
    months: Sequence[dt.date],
    earlier: Standing | None = None,
) -> list[ShownBlock]:
    before = {line.code: line for line in earlier.lines} if earlier else {}
    return [_block(block, history, months, before) for block in standing.blocks]


def _block(
    block: BlockStanding,
    history: Mapping[str, Sequence[float | None]],
    months: Sequence[dt.date],
    before: Mapping[str, Line],
) -> ShownBlock:
    lines = tuple(_shown(line, history.get(line.code, ()), months, before.get(line.code)) for line in block.lines)
    good = block.kept == block.known
    words = f"{block.kept} из {block.known} выполняются" if block.known else "нет данных"
    recommended = not any(line.mandatory for line in block.lines)
    tone = "" if not block.known else "done" if good else "today"
    icon = "circle" if not block.known else "circle-check" if good else "triangle-alert"
    return ShownBlock(block.name, lines, words, tone, icon, recommended)


def _shown(line: Line, values: Sequence[float | None], months: Sequence[dt.date], before: Line | None) -> Shown:
    tone = TONES[line.met] if line.mandatory or line.met is not Met.NO else ""
    icon = ICONS[line.met] if line.mandatory or line.met is not Met.NO else "circle"
    bar_tone = BARS.get(line.met, "") if line.mandatory or line.met is not Met.NO else "rec"
    label = f"{line.fact_text}, {line.plan_text}: {line.state}"
    forecast = int(100 * line.forecast) if line.forecast is not None and line.met is not Met.YES else None
    bar = charts.meter(int(100 * (line.share or 0)), label, tone=bar_tone, forecast=forecast)
    spark = _spark(values, months, line.plan) if line.span is not Span.WEEK else Markup("")
    past = f"{before.fact_text}: {before.state}" if before and before.met is not Met.NO_DATA else ""
    return Shown(line, tone, icon, bar, spark, past)


def tiles(counts: Counts) -> list[Tile]:
    shown = (
        Figure.DELIVERED,
        Figure.RECEIVED,
        Figure.REVIEWS,
        Figure.WAITING,
        Figure.OVERDUE,
        Figure.LATE,
        Figure.WITHOUT_ID,
    )
    return [Tile(figure, FIGURE_NAMES[figure], counts.of(figure)) for figure in shown]


def answer(standing: Standing) -> tuple[str, str, str]:
    """(headline, words, tone): what the head wants to know first, the plan of consultations; then how many need care."""
    line = next((one for one in standing.lines if one.code == "consultations"), None)
    others = sum(one.needs_care and one is not line for one in standing.lines if one.mandatory)
    care = (
        f"{text.capital(text.plural(others, 'показатель требует', 'показателя требуют', 'показателей требуют'))} внимания."
        if others
        else "Остальные обязательные показатели в порядке."
    )
    if line is None:
        return "Показателей пока нет", "Они появятся, когда центр начнёт работу.", "good"
    tone = "bad" if line.needs_care else "good"
    return f"Консультации: {line.state}", f"{text.capital(line.words)}. {care}", tone


def months_before(period: Period, count: int) -> list[dt.date]:
    """First days of the last months, the present one last."""
    months = [rules.month_of(period)]
    while len(months) < count:
        months.insert(0, months[0].before)
    return [month.first for month in months]


def _spark(values: Sequence[float | None], months: Sequence[dt.date], norm: float) -> Markup:
    if not values:
        return Markup("")
    told = ", ".join(
        f"{text.MONTHS[month.month - 1]} {text.number(value, 1) if value is not None else 'нет данных'}"
        for month, value in zip(months, values, strict=True)
    )
    return charts.spark(values, f"По месяцам: {told}", norm=norm)
