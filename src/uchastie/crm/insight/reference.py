"""All norms of the sources, as rows that the federal team may change. Thresholds that people have changed stay."""

import datetime as dt

from uchastie.crm.insight.models import Norm, NormVersion, Turn
from uchastie.crm.insight.rules import EARLIEST
from uchastie.crm.insight.rules.given import GIVEN

WRITTEN_AT = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def load() -> None:
    Turn.objects.get_or_create(only=True)
    for place, given in enumerate(GIVEN):
        words = {name: getattr(given, name) for name in WORDS}
        norm, _ = Norm.objects.update_or_create(code=given.code, defaults={**words, "place": place})
        NormVersion.objects.get_or_create(
            norm=norm,
            valid_from=EARLIEST,
            defaults={
                "plan": given.plan,
                "floor": given.floor,
                "mandatory": given.mandatory,
                "reason": "Из источника",
                "at": WRITTEN_AT,
            },
        )


WORDS = ("name", "how", "span", "block", "parts", "wholes", "forms", "source", "source_words", "counted")
