"""Packages of the licence: how many services of which level make a package."""

from collections.abc import Iterable
from dataclasses import dataclass

from uchastie.crm.catalogue.rules import PACKAGE_LEVEL_NAMES, PackageLevel
from uchastie.kernel.errors import Refusal
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


@dataclass(frozen=True, slots=True)
class Change:
    """Between two versions of a set: codes that came and went, and the package in words when it is another."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    package_before: str
    package_after: str

    @property
    def of_package(self) -> bool:
        return self.package_before != self.package_after

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.of_package)


def change_of(before: Iterable[str], after: Iterable[str], package_before: str, package_after: str) -> Change:
    """The order of the lists given stays; the levels may have changed under the same services."""
    old, new = list(before), list(after)
    added, removed = [c for c in new if c not in old], [c for c in old if c not in new]
    return Change(tuple(added), tuple(removed), package_before, package_after)


def require_package(before: str, tally: Tally, *, agreed: bool) -> str:
    """The package of a set that is sent for approval (A31, A32). Below «Стандарт» it is refused; below what the centre
    has now it must be said in words and agreed to."""
    if not tally.standard_met:
        missing = plural(STANDARD_MINIMUM - tally.standard, "сервиса", "сервисов", "сервисов")
        kept = f" Сейчас у центра пакет {before}: верните сервисы, которые сняли." if before else ""
        message = f"До пакета «Стандарт» не хватает {missing}: в нём не меньше {STANDARD_MINIMUM}.{kept}"
        raise Refusal("below_standard", message, field="codes")
    if before == PACKAGE_LEVEL_NAMES[PackageLevel.MASTER] and not tally.master_met and not agreed:
        message = (
            f"Без {MASTER_MINIMUM} сервисов «Мастера» пакет станет «Стандартом». Верните сервисы или отметьте, что "
            "пакет меняется."
        )
        raise Refusal("package_changes", message, field="agree_package")
    return tally.package


def spare_note(tally: Tally, unconfirmed_standard: int) -> str:
    """What happens to «Стандарт» when the services whose level is not confirmed turn out to be «Мастер»."""
    if not unconfirmed_standard or not tally.standard_met:
        return ""
    left = tally.standard - unconfirmed_standard
    if left >= STANDARD_MINIMUM:
        return ""
    words = plural(unconfirmed_standard, "сервиса", "сервисов", "сервисов")
    return f"Уровень {words} уточняется. Если он изменится, в «Стандарте» останется {left}."
