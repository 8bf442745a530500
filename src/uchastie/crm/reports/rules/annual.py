"""Figures a non-profit organisation needs for its yearly form 1-СОНКО."""

from uchastie.crm.reports.rules.numbers import Deed, Numbers

HOURS = "platform.hours"


def annual(numbers: Numbers, hours_name: str = "") -> tuple[Deed, ...]:
    """People once for the whole year, services each time. `hours_name` is the name of the measure of volunteers' hours."""
    rows = [
        Deed("Людей получили помощь, каждый посчитан один раз", numbers.persons),
        Deed("Организаций получили помощь, каждая посчитана один раз", numbers.organisations),
        Deed("Услуг оказано, каждая отдельно", numbers.services),
        Deed("Событий проведено", numbers.events),
        Deed("Участников событий, каждое событие отдельно", numbers.guests),
    ]
    hours = next((deed.amount for deed in numbers.deeds if deed.name == hours_name), None)
    return (*rows, Deed("Часов волонтёров", hours)) if hours is not None else tuple(rows)
