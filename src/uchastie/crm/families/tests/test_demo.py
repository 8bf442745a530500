from uchastie.crm.families import demo
from uchastie.crm.families.models import FamilyCase, NeedRequest


def test_the_demonstration_tells_every_step_of_the_first_stage(world):
    demo.make()
    assert sorted(FamilyCase.objects.values_list("state", flat=True)) == sorted(
        ["waiting"] * 7 + ["needs_clarified", "screening", "received", "declined"]
    )
    assert NeedRequest.objects.count() == 1
