"""A message is one text to one person. The row on the own page is the head; the rows of other channels hang on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.notifications.rules import CHANNEL_NAMES, STATE_NAMES, Audience, Channel, Outcome, State, failure_of
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id


class TemplateVersion(models.Model):
    """A text the federal team has written instead of the original. Versions are never changed, only followed; the
    original that comes with the product is version 1 and has no row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    subject = models.CharField("тема", max_length=200)
    body = models.TextField("текст письма и страницы")
    sms = models.CharField("текст СМС", max_length=480, blank=True)
    original = models.BooleanField(default=False)  # back to the original words
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="notifications_version_once")]


class Message(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The same fact, told once: "request_received:<id>::<to>:email". A second attempt to write it changes nothing.
    key = models.CharField(max_length=200, unique=True)
    event = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=[(channel, channel) for channel in Channel])
    about_id = models.UUIDField()  # the object the message is about, by opaque id
    about = models.CharField("номер", max_length=30, blank=True)  # how people call the object: «ДЦ-66-2026-000424»
    unit_id = models.UUIDField(null=True, blank=True)  # whose delivery log it stands in
    audience = models.CharField(max_length=10, blank=True, choices=[(item, item) for item in Audience])
    recipient_id = models.UUIDField(null=True, blank=True)  # the beneficiary or user, by opaque id
    head = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="ways", db_index=False
    )
    digest = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="lines", db_index=False
    )
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    url = models.CharField(max_length=300, blank=True)  # where it is opened
    secret = models.BooleanField(default=False)  # holds a code or a link that opens something: not kept after sending
    version = models.ForeignKey(
        TemplateVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, default=State.WAITING, choices=[(state, state) for state in State])
    failure = models.CharField(max_length=60, blank=True)  # class name of the error
    place = models.PositiveSmallIntegerField(default=0)  # which channel is tried after which; the head is 0
    zone = models.CharField(max_length=40, blank=True)  # of the reader, for his quiet hours
    outcome = models.CharField(max_length=10, blank=True, choices=[(item, item) for item in Outcome])  # of the head
    not_before = models.DateTimeField(null=True, blank=True)  # waits for the end of quiet or of closed hours
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)  # opened on the own page, behind the bell, on the phone

    class Meta:
        indexes = [
            models.Index(fields=["about_id", "created_at"], name="notifications_by_object"),
            models.Index(fields=["recipient_id", "created_at", "id"], name="notifications_inbox"),
            models.Index(fields=["unit_id", "created_at", "id"], name="notifications_log"),
            models.Index(
                fields=["recipient_id"],
                condition=Q(channel=Channel.CABINET, read_at__isnull=True),
                name="notifications_unread",
            ),
            models.Index(fields=["head"], condition=Q(head__isnull=False), name="notifications_ways"),
            models.Index(fields=["digest"], condition=Q(digest__isnull=False), name="notifications_folded"),
        ]

    @property
    def state_name(self) -> str:
        if self.state == State.RECORDED and self.channel != Channel.EMAIL:
            return "записано: канал не настроен"
        return STATE_NAMES[State(self.state)]

    @property
    def channel_name(self) -> str:
        return CHANNEL_NAMES[Channel(self.channel)]

    @property
    def failure_name(self) -> str:
        return failure_of(self.failure)


class Choice(models.Model):
    """How one person or employee wants to be told. No row: the defaults of the registry."""

    recipient_id = models.UUIDField(primary_key=True, editable=False)
    channels = models.JSONField(default=dict)  # topic → list of channels
    quiet_since = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    devices = models.PositiveSmallIntegerField(default=0)  # subscriptions, so that a message asks one table
    changed_at = models.DateTimeField(default=clock.now)


class Subscription(models.Model):
    """A browser that agreed to show notifications. The keys encrypt for it alone; nothing personal is sent to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient_id = models.UUIDField()
    endpoint = models.CharField(max_length=1000)
    digest = models.CharField(max_length=64, unique=True)  # of the endpoint
    public_key = models.CharField(max_length=120)
    secret = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["recipient_id"], name="notifications_devices")]
