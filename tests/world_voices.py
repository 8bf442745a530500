"""Voices in every state, made by the same actions people use."""

import datetime as dt
from typing import Any

from uchastie.crm.network.models import Unit
from uchastie.crm.voices import actions
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.rules import Completion, Decision, Effect, Source, State
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM
from uchastie.kernel.ids import new_id

WORDS = "Поставьте скамейку у входа: ждать стоя тяжело."
SAID = "У входа негде присесть"


def make_voice(unit: Unit, state: str = "received", *, said: str = SAID, person_id: Any = None) -> FeedbackItem:
    """A suggestion led as far as `state`: received, considered, accepted, declined, explained, done."""
    got = actions.receive(
        actor=NOBODY, unit=unit, source=Source.SUGGESTION, words=WORDS, person_id=person_id, key=new_id().hex
    )
    item = got.item
    if state == "considered":
        return actions.consider(actor=SYSTEM, item_id=item.pk, version=item.version)
    if state in {"accepted", "done"}:
        promised = clock.today(unit.zone) + dt.timedelta(days=14)
        decision = Decision(State.ACCEPTED, "Поставим скамейку.", said, promised)
        item = actions.decide(actor=SYSTEM, item_id=item.pk, version=item.version, decision=decision)
    if state in {"declined", "explained"}:
        decision = Decision(State(state), "Вход общий с библиотекой, у неё есть скамейка.", said)
        item = actions.decide(actor=SYSTEM, item_id=item.pk, version=item.version, decision=decision)
    if state == "done":
        completion = Completion("Скамейка стоит у входа.", Effect.PEOPLE, f"hours:{unit.slug}")
        item = actions.complete(actor=SYSTEM, item_id=item.pk, version=item.version, completion=completion)
    return item
