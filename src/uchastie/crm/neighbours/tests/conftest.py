"""Two who know each other from the board, and one more."""

import pytest
from tests.world import World
from tests.world_neighbours import make_neighbour

from uchastie.crm.neighbours.models import Neighbour


@pytest.fixture
def galina(world: World) -> Neighbour:
    return make_neighbour(world, "Зотова Галина Ивановна", "galina@example.org")


@pytest.fixture
def timur(world: World) -> Neighbour:
    return make_neighbour(world, "Сафин Тимур Ринатович", "timur@example.org")


@pytest.fixture
def pavel(world: World) -> Neighbour:
    return make_neighbour(world, "Юдин Павел Олегович", "pavel-n@example.org")
