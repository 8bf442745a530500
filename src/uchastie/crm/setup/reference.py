"""The keys of push messages are made when the installation is: nobody should have to know what they are."""

from uchastie.crm.setup.actions import make_push_keys
from uchastie.crm.setup.models import Channel
from uchastie.crm.setup.rules import ChannelKind
from uchastie.kernel.actor import SYSTEM


def load() -> None:
    """Once: what was reset on the page stays reset."""
    if not Channel.objects.filter(kind=ChannelKind.PUSH).exists():
        make_push_keys(SYSTEM, contact="")
