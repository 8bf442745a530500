"""`python -m benchmarks.matching`: plans of generated regions against the queue and against the solver's bound.

A region of 150 families and 60 guardians; the country of 13,000 and 5,000 in 89 regions of very different size, solved
region by region on all cores; one change of the largest region looked at again."""

import os
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.families.rules import NeedFormat, Periodicity
from uchastie.crm.matching.rules import Asked, Family, Helper, Home, Skill, in_turn, model_of, solve, sums_of

CATEGORIES = (
    *("household", "psychological", "humanitarian", "legal", "food", "children", "transport"),
    *("repair", "elderly", "employment", "goods", "information", "other"),
)
REGIONS = 89
COUNTRY = (13_000, 5_000)
REGION = (150, 60)
GOAL_SECONDS, GOAL_GAP, GOAL_CHANGE = 60.0, 0.01, 1.0


@dataclass(frozen=True, slots=True)
class Row:
    pairs: int
    building: float  # seconds of finding what is possible
    solving: float
    value: float
    bound: float
    turn: float
    needs: tuple[int, int, int]  # met by the plan, in turn, asked


def region(seed: int, families: int, guardians: int) -> tuple[list[Family], dict[UUID, Helper]]:
    """Half of everybody lives in the capital of the region, the others within two hundred kilometres of it."""
    dice = random.Random(seed)

    def key() -> UUID:
        return UUID(int=dice.getrandbits(128))

    def place() -> tuple[float, float]:
        if dice.random() < 0.5:
            return 56.8 + dice.gauss(0, 0.07), 60.6 + dice.gauss(0, 0.1)
        return 56.8 + dice.uniform(-2, 2), 60.6 + dice.uniform(-3, 3)

    def need() -> Asked:
        urgency = "high" if dice.random() < 0.25 else "normal"
        return Asked(
            key(), dice.choice(CATEGORIES), dice.choice(list(NeedFormat)), dice.choice(list(Periodicity)), urgency
        )

    def family() -> Family:
        latitude, longitude = place()
        needs = tuple(need() for _ in range(dice.choice((1, 2, 2, 3, 4, 5))))
        return Family(key(), Home(needs, "", latitude, longitude), dice.randint(0, 90))

    def helper() -> Helper:
        latitude, longitude = place()
        capacity, whole = dice.choice((1, 1, 2, 2, 3, 5, 10)), dice.random() < 0.3
        formats = [NeedFormat.IN_PERSON, NeedFormat.REMOTE]
        skills = {
            code: Skill(frozenset(dice.sample(formats, dice.choice((1, 2)))), dice.choice(("", "weekly", "monthly")))
            for code in dice.sample(CATEGORIES, dice.choice((1, 2, 3, 4)))
        }
        radius = None if whole else dice.choice((10, 30, 60, 100))
        return Helper(skills, "", latitude, longitude, whole, radius, capacity=capacity, free=dice.randint(0, capacity))

    asked = sorted((family() for _ in range(families)), key=lambda one: -one.waited_days)
    return asked, {key(): helper() for _ in range(guardians)}


def measure(task: tuple[int, int, int]) -> Row:
    asked, helpers = region(*task)
    began = time.perf_counter()
    model = model_of(asked, helpers, {})
    built = time.perf_counter()
    solution = solve(model)
    solved = time.perf_counter()
    plan, turn = sums_of(model, solution.lines), sums_of(model, in_turn(model))
    whole = sum(len(family.home.needs) for family in asked)
    return Row(
        len(model.fits), built - began, solved - built, solution.value, solution.bound, turn.value,
        (plan.needs, turn.needs, whole),
    )  # fmt: skip


def sizes() -> list[tuple[int, int, int]]:
    """Weights of regions like those of life: the largest has about thirty times the people of the smallest."""
    weights = [1 / (place + 4) ** 0.8 for place in range(REGIONS)]
    whole = sum(weights)
    return [
        (seed, *(max(1, round(count * weight / whole)) for count in COUNTRY)) for seed, weight in enumerate(weights)
    ]


def one_change(task: tuple[int, int, int]) -> float:
    """A guardian of the region has changed: all families against it, as the background work does."""
    asked, helpers = region(*task)
    key = next(iter(helpers))
    began = time.perf_counter()
    model_of(asked, {key: helpers[key]}, {})
    return time.perf_counter() - began


def main() -> None:
    one = measure((1, *REGION))
    print(f"\nПодбор. Регион, {REGION[0]} семей и {REGION[1]} опекунов: {_words([one])}")
    tasks = sizes()
    began = time.perf_counter()
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        rows = list(pool.map(measure, sorted(tasks, key=lambda task: -task[1])))
    seconds = time.perf_counter() - began
    families, guardians = (sum(task[place] for task in tasks) for place in (1, 2))
    largest = max(tasks, key=lambda task: task[1])
    print(f"Страна, {families} семей и {guardians} опекунов в {REGIONS} регионах: {_words(rows)}")
    print(f"Вся страна за {seconds:.1f} с на двух ядрах (цель {GOAL_SECONDS:.0f})")
    change = one_change(largest)
    print(
        f"Одно изменение в крупнейшем регионе ({largest[1]} семей): {change * 1000:.0f} мс (цель {GOAL_CHANGE:.0f} с)"
    )
    print("То же с базой страны, вместе с доской и тревогами: python -m benchmarks.opeka")
    good = seconds <= GOAL_SECONDS and _gap(rows) <= GOAL_GAP and _gap([one]) <= GOAL_GAP and change <= GOAL_CHANGE
    print("Цели подбора достигнуты." if good else "Цели подбора НЕ достигнуты.")


def _gap(rows: list[Row]) -> float:
    value, bound = sum(row.value for row in rows), sum(row.bound for row in rows)
    return (bound - value) / max(abs(value), 1.0)


def _words(rows: list[Row]) -> str:
    value, turn = sum(row.value for row in rows), sum(row.turn for row in rows)
    met, in_line, asked = (sum(row.needs[place] for row in rows) for place in range(3))
    return (
        f"{sum(row.pairs for row in rows)} возможных пар найдены за {sum(row.building for row in rows):.2f} с, "
        f"план за {sum(row.solving for row in rows):.2f} с; ценность к живой очереди {value / max(turn, 1.0):.2f}, "
        f"до доказанного предела {100 * _gap(rows):.2f} %; закрыто потребностей {met} из {asked}, в очереди {in_line}"
    )


if __name__ == "__main__":
    main()
