"""The secret address of one's own calendar."""

import secrets

from django.db import transaction

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.appointments import queries
from uchastie.crm.appointments.models import Feed
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied

FEED = "appointments.feed"


@transaction.atomic
def make_feed(actor: Actor) -> str:
    """The token of a new address, shown once; the address before it stops working."""
    if actor.kind is not ActorKind.USER or actor.id is None:
        raise Denied
    revoke_feed(actor)
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(user_id=actor.id, digest=accounts.digest_of(token), created_at=clock.now())
    journal.record(actor, verb="feed_made", object_kind=FEED, object_id=feed.pk)
    return token


@transaction.atomic
def revoke_feed(actor: Actor) -> bool:
    """False when there was none."""
    feed = queries.find_feed(actor)
    if feed is None:
        return False
    feed.revoked_at = clock.now()
    feed.save(update_fields=["revoked_at"])
    journal.record(actor, verb="feed_revoked", object_kind=FEED, object_id=feed.pk)
    return True
