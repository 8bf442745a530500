"""Packages of the licence: how many services of which level make a package."""

from collections.abc import Iterable
from dataclasses import dataclass

from uchastie.crm.catalogue.rules import PACKAGE_LEVEL_NAMES, PackageLevel
from uchastie.ui.text import plural

STANDARD_MINIMUM = 6  # A31
MASTER_MINIMUM = 3  # A32


@dataclass(frozen=True, slots=True)
class Tally:
    """How many elective services of each level are chosen, and how many of the levels are not confirmed yet."""

    standard: int = 0
    master: int = 0
    unconfirmed: int = 0

    @property
    def standard_met(self) -> bool:
        return self.standard >= STANDARD_MINIMUM

    @property
    def master_met(self) -> bool:
        return self.standard_met and self.master >= MASTER_MINIMUM

    @property
    def package(self) -> str:
        """The package this set makes, in words; "" while it makes none."""
        if self.master_met:
            return PACKAGE_LEVEL_NAMES[PackageLevel.MASTER]
        return PACKAGE_LEVEL_NAMES[PackageLevel.STANDARD] if self.standard_met else ""


def tally(levels: Iterable[tuple[str, bool]]) -> Tally:
    """`levels`: (level, is it confirmed) of each chosen elective service."""
    chosen = list(levels)
    return Tally(
        standard=sum(level == PackageLevel.STANDARD for level, _ in chosen),
        master=sum(level == PackageLevel.MASTER for level, _ in chosen),
        unconfirmed=sum(not confirmed for _, confirmed in chosen),
    )


def standard_note(tally: Tally) -> str:
    missing = STANDARD_MINIMUM - tally.standard
    if missing > 0:
        return f"До нормы не хватает: {plural(missing, 'сервис', 'сервиса', 'сервисов')}."
    return "Норма выполнена." if missing == 0 else f"Норма выполнена, {-missing} сверх неё."


def master_note(tally: Tally) -> str:
    """The master package is a choice: without it the set is simply «Стандарт»."""
    missing = MASTER_MINIMUM - tally.master
    if missing > 0:
        words = plural(missing, "сервис", "сервиса", "сервисов")
        return f"Для пакета «Мастер» не хватает: {words}." if tally.master else "Не обязателен: можно без «Мастера»."
    return "Норма выполнена." if tally.standard_met else "Сначала наберите 6 сервисов «Стандарта»."
