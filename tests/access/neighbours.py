"""What the addresses of the board name, for one place of the matrix."""

from typing import Any

from tests.world_neighbours import make_answer, make_neighbour, make_notice
from tests.world_opeka import make_case
from uchastie.crm.accounts.models import User
from uchastie.crm.families.models import Need
from uchastie.crm.neighbours.models import Notice
from uchastie.crm.network.models import Unit

OF_AUTHOR = ("own_notice", "withdrawal", "appeal", "notice", "answer", "report")
OF_STAFF = ("card", "card_appeal", "barring", "parent", "card_withdrawal")
BETWEEN = ("helping", "choice", "time", "agreement", "release", "word", "apart")
LED = ("card_choice", "card_word", "card_release")


def neighbours_of(unit: Unit, head: User) -> dict[str, Any]:
    """An ask of a neighbour, one in the name of the unit, each with an answer; a need that could be shown."""
    author = make_neighbour(None, "Зотова Галина", f"a-{unit.slug}@example.org", unit=unit)
    helper = make_neighbour(None, "Сафин Тимур", f"b-{unit.slug}@example.org", unit=unit)
    notice, led = make_notice(author), make_notice(author)
    answer, for_led = make_answer(notice, helper), make_answer(led, helper)
    Notice.objects.filter(pk=led.pk).update(author=None, published_by=head, consent=author.consent_id)
    values: dict[str, Any] = {f"neighbours:{name}.notice_id": notice.pk for name in OF_AUTHOR}
    values |= {f"neighbours:{name}.notice_id": led.pk for name in OF_STAFF}
    values |= {f"neighbours:{name}.answer_id": answer.pk for name in BETWEEN}
    values |= {f"neighbours:{name}.answer_id": for_led.pk for name in LED}
    case = make_case(None, unit=unit.parent, state="waiting")
    need = Need.objects.filter(case=case).first()
    assert need is not None
    return values | {"neighbours:publish_need.case_id": case.pk, "neighbours:publish_need.need_id": need.pk}
