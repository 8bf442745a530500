"""One item of what people have said, whoever said it, and who else finds it important (C12)."""

from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.voices import rules
from uchastie.crm.voices.rules import Effect, Source, State
from uchastie.kernel.versions import Versioned


class FeedbackItem(Versioned):
    """Without a name: no person, the day alone of the time, a random id, and only a digest of the number that was shown
    once. `words` are for those who answer; the board shows `said`, which the unit has written."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # random: says nothing of the moment
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="voices")
    source = models.CharField(max_length=10, choices=[(one, one) for one in Source])
    source_id = models.UUIDField(null=True, blank=True)
    person = models.ForeignKey(Beneficiary, null=True, blank=True, on_delete=models.SET_NULL, related_name="voices")
    anonymous = models.BooleanField(default=False)
    code_digest = models.CharField(max_length=64, blank=True)
    key_digest = models.CharField(max_length=64, blank=True)
    words = models.TextField("что сказали", max_length=rules.WORDS)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, default=State.RECEIVED, choices=[(one, one) for one in State])
    received_at = models.DateTimeField()
    due_at = models.DateTimeField("ответить до")
    said = models.CharField("вы сказали", max_length=rules.PUBLIC, blank=True)
    answer = models.TextField("ответ", max_length=rules.ANSWER, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    promised_on = models.DateField("сделаем до", null=True, blank=True)
    done = models.TextField("что сделали", max_length=rules.ANSWER, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    effect = models.CharField(max_length=12, blank=True, choices=[(one, one) for one in Effect])
    change_kind = models.CharField(max_length=10, blank=True)
    change_id = models.CharField(max_length=40, blank=True)
    change_title = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    joined_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="joined")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due_at", "id"], name="voices_of_unit"),
            models.Index(fields=["unit", "received_at"], name="voices_by_time"),
            models.Index(fields=["state", "due_at"], name="voices_waiting"),
            models.Index(fields=["change_kind", "change_id"], name="voices_of_change"),
            models.Index(fields=["code_digest"], name="voices_by_code"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=Q(source_id__isnull=False), name="voices_source_once"
            ),
            models.UniqueConstraint(fields=["key_digest"], condition=~Q(key_digest=""), name="voices_key_once"),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(person__isnull=True), name="voices_anonymous_is_nobodys"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "acknowledged", "considered"], answered_at__isnull=True)
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="voices_answered_in_words",
            ),
        ]

    @property
    def zone(self) -> ZoneInfo:
        return self.unit.zone


class Support(models.Model):
    """«И мне это важно»: a digest of who, without a moment."""

    item = models.ForeignKey(FeedbackItem, on_delete=models.CASCADE, related_name="supports")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "digest"], name="voices_support_once")]
