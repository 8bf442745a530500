"""The demonstration: an invented world, told through the same actions that people use."""

from uchastie.crm.desk import demo as desk
from uchastie.crm.licensing import demo as licensing
from uchastie.crm.network import demo as network


def make_demo() -> None:
    """Only for a new, empty database."""
    network.make()
    licensing.make()
    desk.make()
