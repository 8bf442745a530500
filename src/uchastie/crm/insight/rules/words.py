"""How a norm reads: the fact, the plan, what is left and whether there is time. Pure Python."""

from collections.abc import Sequence

from uchastie.crm.insight.rules.month import Met
from uchastie.crm.insight.rules.norms import How, Norm, Verdict, Way, good_ones_needed
from uchastie.crm.insight.rules.spans import Span
from uchastie.crm.insight.rules.standing import Part
from uchastie.ui import text

PERIODS: dict[Span, tuple[str, str, str]] = {
    Span.WEEK: ("неделя", "недели", "недель"),
    Span.MONTH: ("месяц", "месяца", "месяцев"),
    Span.QUARTER: ("квартал", "квартала", "кварталов"),
    Span.HALF: ("полугодие", "полугодия", "полугодий"),
    Span.YEAR: ("год", "года", "лет"),
}
_IN_EACH = {
    Span.WEEK: "в неделю",
    Span.MONTH: "в месяц",
    Span.QUARTER: "в квартал",
    Span.HALF: "в полугодие",
    Span.YEAR: "в год",
}


def fact_text(norm: Norm, verdict: Verdict) -> str:
    if verdict.met is Met.NO_DATA:
        return "нет данных"
    if norm.how is How.SHARE:
        return text.percent(100 * verdict.fact // (verdict.whole or 1))
    if _is_yes_or_no(norm):
        return "есть" if verdict.fact else "нет"
    return text.number(verdict.fact)


def plan_text(norm: Norm, verdict: Verdict) -> str:
    """«план 15», «норма 80 %», «норма: все»."""
    if norm.how is How.SHARE:
        return "норма: все" if verdict.plan >= 100 else f"норма {text.percent(verdict.plan)}"
    if _is_yes_or_no(norm):
        return "нужно, чтобы было"
    if norm.how is How.COUNT:
        return f"план {text.number(verdict.plan)} {_IN_EACH.get(norm.span, '')}".rstrip()
    return f"нужно {text.number(verdict.plan)}"


def words(norm: Norm, verdict: Verdict, way: Way) -> str:
    """What it means and what is left to do; the state itself («выполнено») stands beside it."""
    if norm.how is How.SHARE:
        return _share(norm, verdict)
    if norm.how is How.COUNT:
        return _count(norm, verdict, way)
    if verdict.met is Met.NO_DATA:
        return "ничего ещё не внесено"
    if norm.how is How.PORTION:
        return f"{text.percent(norm.plan)} от {_people(verdict.whole or 0)}, но не меньше {text.number(norm.floor)}"
    if _is_yes_or_no(norm):
        return "подтверждено" if verdict.fact else "подтверждения нет"
    lack = verdict.plan - verdict.fact
    return f"не хватает: {text.plural(lack, *norm.forms)}" if lack > 0 else text.plural(verdict.fact, *norm.forms)


def of_parts(norm: Norm, parts: Sequence[Part]) -> str:
    """«выполнено 5 месяцев из 6»."""
    met = sum(part.met is Met.YES for part in parts)
    return f"выполнено {met} из {text.plural(len(parts), *_of(norm.span))}"


def before(norm: Norm, parts: Sequence[Part]) -> str:
    """What came before the present own period: «раньше: 2 из 3 недель»; empty when nothing did."""
    return f"раньше выполнено {of_parts(norm, parts).removeprefix('выполнено ')}" if parts else ""


def _of(span: Span) -> tuple[str, str, str]:
    """«из 1 месяца, из 3 месяцев»: the genitive."""
    _, few, many = PERIODS.get(span, PERIODS[Span.MONTH])
    return (few, many, many) if span is not Span.YEAR else ("года", "лет", "лет")


def _count(norm: Norm, verdict: Verdict, way: Way) -> str:
    lack = verdict.plan - verdict.fact
    if lack <= 0:
        more = -lack
        return f"сверх плана: {text.plural(more, *norm.forms)}" if more else "ровно по плану"
    need = text.plural(lack, *norm.forms)
    if not way.left:
        return f"не хватило: {need}"
    days = text.plural(way.left, "рабочий день", "рабочих дня", "рабочих дней")
    return f"осталось: {need}, впереди {days}; {forecast(verdict, way)}"


def forecast(verdict: Verdict, way: Way) -> str:
    low, high = way.forecast(verdict.fact)
    span = text.number(low) if low == high else f"{text.number(low)}–{text.number(high)}"
    if way.is_early and high < verdict.plan:
        return "период только начался"
    return f"при нынешнем темпе — {span}"


def _share(norm: Norm, verdict: Verdict) -> str:
    whole = verdict.whole or 0
    if not whole:
        return "записей ещё нет"
    said = f"{text.number(verdict.fact)} из {text.number(whole)}"
    lack = good_ones_needed(verdict.fact, whole, verdict.plan)
    if lack and verdict.met is not Met.YES:
        return f"{said}; до нормы — {text.plural(lack, *norm.forms)} подряд"
    if verdict.met is Met.NO and verdict.plan >= 100:
        return f"{said}; не хватает: {text.plural(whole - verdict.fact, *norm.forms)}"
    return said


def _people(count: int) -> str:
    return text.plural(count, "подписчика", "подписчиков", "подписчиков")


def _is_yes_or_no(norm: Norm) -> bool:
    return norm.how is How.STATE and norm.forms[0] == "есть"
