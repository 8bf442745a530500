"""The demonstration tells a council from its beginning to a decision nobody has carried out, and surveys in every state."""

from tests.world import make_person

from uchastie.crm.councils import demo, queries
from uchastie.crm.councils.models import Council, Decision
from uchastie.crm.surveys import demo as surveys
from uchastie.crm.surveys.models import Survey
from uchastie.crm.surveys.queries import results_of


def test_the_demonstration_is_made(world):
    for name in ("Орлов Пётр", "Котова Анна", "Ким Ольга", "Ким Тимур"):
        make_person(world.uralmash, name=name)
    surveys.make()
    demo.make()
    council = Council.objects.get()
    assert queries.makeup_of(council).active == 4
    assert sorted(Decision.objects.values_list("fate", flat=True)) == ["checked", "planned", "planned"]
    agenda = queries.agenda_of(queries.next_meeting(council), names=True)
    assert agenda[0].late
    assert len(agenda) == 3
    assert sorted(Survey.objects.values_list("state", flat=True)) == ["closed", "open", "open"]
    results = results_of(Survey.objects.get(state="closed"), words=False)
    assert [flood.answers for flood in results.floods] == [14]
