"""One row is one message through one channel, with the text as it was sent."""

from django.db import models

from uchastie.crm.notifications.rules import CHANNEL_NAMES, STATE_NAMES, Channel, State
from uchastie.kernel.ids import new_id


class Message(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The same fact, told once: "request-received:<id>:email". A second attempt to write it changes nothing.
    key = models.CharField(max_length=120, unique=True)
    event = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=[(channel, channel) for channel in Channel])
    about_id = models.UUIDField()  # the object the message is about, by opaque id
    recipient_id = models.UUIDField(null=True, blank=True)  # the beneficiary or user, by opaque id
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    secret = models.BooleanField(default=False)  # holds a code or a link that opens something: not kept after sending
    state = models.CharField(max_length=10, default=State.WAITING, choices=[(state, state) for state in State])
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["about_id", "created_at"], name="notifications_by_object")]

    @property
    def state_name(self) -> str:
        return STATE_NAMES[State(self.state)]

    @property
    def channel_name(self) -> str:
        return CHANNEL_NAMES[Channel(self.channel)]
