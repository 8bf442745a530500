"""«взрослый, дети 9 и 13 лет»: who lives there, without names."""

from collections.abc import Iterable

from uchastie.ui.text import form

ADULT = 18
OLD = 65


def ages_in_words(birth_years: Iterable[int | None], year: int) -> str:
    """By the year alone, so a child may be a year younger. Unknown years are only counted."""
    years = list(birth_years)
    ages = sorted(year - born for born in years if born is not None)
    children = [age for age in ages if age < ADULT]
    old = sum(age >= OLD for age in ages)
    adults = len(ages) - len(children) - old
    parts = [
        _some(adults, "взрослый", "двое взрослых", "взрослых"),
        _some(old, "пожилой человек", "двое пожилых", "пожилых"),
        _children(children),
        _some(len(years) - len(ages), "возраст одного не указан", "возраст двоих не указан", "без возраста"),
    ]
    return ", ".join(part for part in parts if part)


def _some(count: int, one: str, two: str, many: str) -> str:
    if count < 3:
        return ("", one, two)[count]
    return f"{count} {many}"


def _children(ages: list[int]) -> str:
    if not ages:
        return ""
    if len(ages) == 1:
        return "ребёнок до года" if ages[0] == 0 else f"ребёнок {ages[0]} {form(ages[0], 'года', 'лет', 'лет')}"
    listed = " и ".join([", ".join(map(str, ages[:-1])), str(ages[-1])])
    return f"дети {listed} {form(ages[-1], 'года', 'лет', 'лет')}"
