import pytest
from tests.world import actor as as_actor

from uchastie.crm.accounts.rules import Role
from uchastie.crm.families.rules import FamilyInput, MemberValues, NeedValues
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Refusal


def saying(words: str):
    """A refusal whose message has these words."""
    return pytest.raises(Refusal, check=lambda refusal: words in refusal.message)


CLEAR = NeedValues("children", "Водить сына на футбол", "in_person", "weekly", "normal", "вт и чт после 16:00")
VAGUE = NeedValues("repair", "Починить кран")


@pytest.fixture
def coordinator(world) -> Actor:
    return as_actor(world.people[Role.REGION_COORDINATOR])


@pytest.fixture
def a_family():
    def make(**values) -> FamilyInput:
        defaults = {
            "name": "Рябинина Ольга Петровна",
            "phone": "+7 912 555-01-01",
            "town": "Екатеринбург",
            "district": "Чкаловский",
            "relation": "мама",
            "birth_year": 1990,
            "story": "Муж далеко, некому водить сына",
            "members": (MemberValues("Миша", "сын", 2017),),
            "needs": (CLEAR,),
        }
        return FamilyInput(**(defaults | values))

    return make


@pytest.fixture
def speaker():
    def make(case) -> Actor:
        return Actor(ActorKind.HOLDER, case.pk, case.applicant.name)

    return make
