"""One answer as it comes from a form: nothing but what was offered, and any question may be skipped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uchastie.crm.surveys.rules.makeup import Kind
from uchastie.kernel.errors import Refusal

MOST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Given:
    """`chosen` are places of the options, from 0; of a ranking in the order of importance."""

    chosen: tuple[int, ...] = ()
    text: str = ""

    @property
    def skipped(self) -> bool:
        return not self.chosen and not self.text


def read_answer(kind: Kind, options: int, chosen: Sequence[str], places: Mapping[int, str], text: str) -> Given:
    """`chosen` are values of radio buttons and boxes, `places` what was typed beside each option of a ranking."""
    text = text.strip()
    if len(text) > MOST_TEXT:
        raise Refusal("long", f"Слишком длинно: {len(text)} знаков, а помещается {MOST_TEXT}.", field="text")
    if kind is Kind.TEXT:
        return Given(text=text)
    if kind is Kind.RANK:
        return Given(_ranking(options, places), text)
    picked = sorted({int(one) for one in chosen if re.fullmatch(r"\d{1,2}", one) and int(one) < options})
    return Given(tuple(picked[:1] if kind is Kind.ONE else picked), text)


def _ranking(options: int, places: Mapping[int, str]) -> tuple[int, ...]:
    """Part of the list may be left without a place; the same place twice is asked again."""
    given = {option: place.strip() for option, place in places.items() if place.strip() and option < options}
    wrong = [place for place in given.values() if not (place.isdecimal() and 1 <= int(place) <= options)]
    if wrong:
        raise Refusal("place", f"Место — это число от 1 до {options}.", field="places")
    if len({int(place) for place in given.values()}) < len(given):
        raise Refusal("same_place", "Два пункта стоят на одном месте. Поставьте разные числа.", field="places")
    return tuple(sorted(given, key=lambda option: int(given[option])))
