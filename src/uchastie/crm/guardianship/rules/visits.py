"""The next meeting with a family: planned by the guardian or the headquarters, seen by the family with the code word the
visitor must say."""

import datetime as dt

from uchastie.crm.guardianship.rules.states import PairState, Side
from uchastie.kernel.errors import Refusal

# The first meeting is arranged by the headquarters; the guardian comes by itself once they have met.
VISITED: dict[Side, frozenset[PairState]] = {
    Side.HQ: frozenset({PairState.MATCHED, PairState.INTRODUCED, PairState.SIGNED, PairState.ACTIVE}),
    Side.GUARDIAN: frozenset({PairState.INTRODUCED, PairState.SIGNED, PairState.ACTIVE}),
    Side.FAMILY: frozenset(),
}
AHEAD = dt.timedelta(days=90)
MOST_WHAT = 200
MOST_WHO = 100


def require_visit(side: Side, state: PairState, at: dt.datetime, now: dt.datetime) -> None:
    if state not in VISITED[side]:
        raise Refusal("visit_state", "Сейчас встречу не назначают: сначала познакомьтесь через штаб.")
    if at <= now:
        raise Refusal("visit_past", "Это время уже прошло. Выберите день и час впереди.", field="day")
    if at > now + AHEAD:
        raise Refusal("visit_far", "Слишком далеко: назначайте не больше чем на три месяца вперёд.", field="day")


def require_said(text: str, most: int, field: str, empty: str) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise Refusal(f"visit_{field}", empty, field=field)
    if len(clean) > most:
        raise Refusal(f"visit_{field}", f"Не больше {most} знаков.", field=field)
    return clean
