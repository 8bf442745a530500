"""How somebody wants to be told. What is important keeps at least one way."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from uchastie.crm.notifications.models import Choice
from uchastie.crm.notifications.rules import TOPIC_NAMES, Audience, Channel, Quiet, Topic, topics_for
from uchastie.kernel import clock
from uchastie.kernel.errors import Refusal


@transaction.atomic
def choose(
    *, recipient_id: UUID, audience: Audience, channels: Mapping[Topic, list[Channel]], quiet: Quiet | None = None
) -> Choice:
    for topic, events in topics_for(audience).items():
        if not channels.get(topic) and any(event.important for event in events):
            message = f"«{TOPIC_NAMES[topic]}»: это важное, оставьте хотя бы один способ."
            raise Refusal("last_channel", message, field=topic)
    known = topics_for(audience)
    kept = {topic: sorted(ways) for topic, ways in channels.items() if topic in known}
    row, _ = Choice.objects.update_or_create(
        recipient_id=recipient_id,
        defaults={
            "channels": kept,
            "quiet_since": quiet.since if quiet else None,
            "quiet_until": quiet.until if quiet else None,
            "changed_at": clock.now(),
        },
    )
    return row
