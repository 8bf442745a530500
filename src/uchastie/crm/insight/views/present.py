"""How the month reads: lines of norms, the answer before the figure."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from uchastie.crm.insight.queries import Counts, Series
from uchastie.crm.insight.rules import (
    CONSULTATIONS_A_MONTH,
    FIGURE_NAMES,
    PLATFORM_ANSWERED,
    POSITIVE_SHARE,
    Figure,
    Met,
    Month,
    Pace,
    met_plan,
    met_share,
    pace,
    percent_of,
)
from uchastie.ui import charts, text

TONES = {Met.YES: "done", Met.ON_THE_WAY: "done", Met.NO: "today", Met.NO_DATA: ""}
ICONS = {Met.YES: "circle-check", Met.ON_THE_WAY: "circle-check", Met.NO: "triangle-alert", Met.NO_DATA: "circle"}


@dataclass(frozen=True, slots=True)
class Line:
    """One norm: its bar, what it means in words, the last months."""

    figure: Figure
    name: str
    fact: str
    plan: str
    words: str
    tone: str
    icon: str
    bar: Markup
    spark: Markup
    met: Met


@dataclass(frozen=True, slots=True)
class Tile:
    """A number without a norm that opens its rows."""

    figure: Figure
    name: str
    count: int


def lines(counts: Counts, series: Series, expected: Pace) -> list[Line]:
    return [
        _consultations(counts, series, expected),
        _share(Figure.POSITIVE, counts.positive, counts.marks, POSITIVE_SHARE, series, "marks"),
        _contacted(counts, series),
        _share(Figure.PLATFORM, counts.answered, counts.asked, PLATFORM_ANSWERED, series, "answers"),
    ]


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


def expect(counts: Counts, month: Month, today: dt.date, is_working: Callable[[dt.date], bool]) -> Pace:
    return pace(counts.consultations, month, today, is_working)


def answer(counts: Counts, expected: Pace, month: Month) -> tuple[str, str, str]:
    """(headline, words, tone): what the head wants to know first."""
    left = CONSULTATIONS_A_MONTH - counts.consultations
    if left <= 0:
        return "План месяца по консультациям выполнен", _more(expected, month), "good"
    need = text.plural(left, "консультация", "консультации", "консультаций")
    if not expected.left:
        return f"Не хватило: {need}", "Рабочих дней в этом месяце больше нет.", "bad"
    days = text.plural(expected.left, "рабочий день", "рабочих дня", "рабочих дней")
    met = met_plan(counts.consultations, CONSULTATIONS_A_MONTH, expected)
    tail = "Успеваете" if met is Met.ON_THE_WAY else "При таком темпе не успеть"
    return (
        f"Осталось: {need}. Впереди {days}. {tail}",
        _more(expected, month),
        "good" if met is Met.ON_THE_WAY else "bad",
    )


def _more(expected: Pace, month: Month) -> str:
    if not expected.left:
        return "Месяц закончился, прогноза нет."
    each = text.number(expected.a_day, 1)
    last = f"{month.last.day}{text.NBSP}{text.MONTHS[month.last.month - 1]}"
    span = str(expected.low) if expected.low == expected.high else f"{expected.low}–{expected.high}"
    return f"В среднем {each} консультации в рабочий день. При таком темпе к {last} будет {span}."


def _consultations(counts: Counts, series: Series, expected: Pace) -> Line:
    fact, plan = counts.consultations, CONSULTATIONS_A_MONTH
    met = met_plan(fact, plan, expected)
    span = str(expected.low) if expected.low == expected.high else f"{expected.low}–{expected.high}"
    words = {
        Met.YES: "план выполнен",
        Met.ON_THE_WAY: f"прогноз {span}: успеваете",
        Met.NO: f"прогноз {span}" if expected.left else "план не выполнен",
    }[met]
    if counts.without_id:
        words += f", ещё {counts.without_id} без ID не в счёте"
    bar = charts.meter(
        percent_of(fact, plan),
        f"{fact} при плане {plan}",
        tone="" if met is not Met.NO else "warn",
        forecast=percent_of(expected.high, plan) if expected.left else None,
    )
    values = [count.consultations for count in series.counts]
    return _line(Figure.CONSULTATIONS, str(fact), f"план {plan}", words, met, bar, _spark(values, series, plan))


def _share(figure: Figure, part: int, whole: int, norm: float, series: Series, what: str) -> Line:
    met = met_share(part, whole, norm)
    fact = text.percent(100 * part / whole) if whole else "нет данных"
    words = {
        "marks": f"{part} из {whole} поставили 4 или 5" if whole else "оценок в этом месяце ещё нет",
        "answers": f"{part} из {whole} получили ответ" if whole else "таких запросов ещё не было",
    }[what]
    bar = charts.meter(
        min(100, percent_of(part / whole, norm)) if whole else 0,
        f"{fact} при норме {text.percent(100 * norm)}",
        tone="warn" if met is Met.NO else "",
    )
    pairs = [(c.positive, c.marks) if what == "marks" else (c.answered, c.asked) for c in series.counts]
    values = [100 * good / all_ if all_ else None for good, all_ in pairs]
    return _line(figure, fact, f"норма {text.percent(100 * norm)}", words, met, bar, _spark(values, series, 100 * norm))


def _contacted(counts: Counts, series: Series) -> Line:
    met = met_share(counts.kept, counts.due, 1.0)
    late = counts.due - counts.kept
    fact = f"{counts.kept} из {counts.due}" if counts.due else "нет данных"
    words = "сроков ещё не было" if not counts.due else "все вовремя" if not late else f"не вовремя: {late}"
    bar = charts.meter(percent_of(counts.kept, counts.due), fact, tone="warn" if late else "")
    values = [100 * c.kept / c.due if c.due else None for c in series.counts]
    return _line(Figure.CONTACTED, fact, "норма все", words, met, bar, _spark(values, series, 100))


def _line(figure: Figure, fact: str, plan: str, words: str, met: Met, bar: Markup, spark: Markup) -> Line:
    return Line(figure, FIGURE_NAMES[figure], fact, plan, words, TONES[met], ICONS[met], bar, spark, met)


def _spark(values: Sequence[float | None], series: Series, norm: float) -> Markup:
    told = ", ".join(
        f"{text.MONTHS[month.month - 1]} {text.number(value, 1) if value is not None else 'нет данных'}"
        for month, value in zip(series.months, values, strict=True)
    )
    return charts.spark(values, f"По месяцам: {told}", norm=norm)
