"""What the addresses of voices name: one that waits, one that is promised, one that everybody sees."""

from typing import Any

from tests.world_voices import make_voice
from uchastie.crm.network.models import Unit


def voices_of(unit: Unit) -> dict[str, Any]:
    return {
        "item_id": make_voice(unit).pk,
        "voices:supporting.item_id": make_voice(unit, "explained").pk,
        "voices:completion.item_id": make_voice(unit, "accepted").pk,
        "voice_other": make_voice(unit).pk,
    }
