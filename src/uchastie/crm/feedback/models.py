"""Places of QR codes, one row for every mark a centre has got, the answers to it in versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Service
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Heard
from uchastie.crm.feedback.rules import CloseReason, PlaceKind, Source, State
from uchastie.crm.network.models import Premises, Unit
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Place(models.Model):
    """A printed QR code: its address never changes and cannot be guessed; a revoked one leads to the centre's page."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="qr_places")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in PlaceKind])
    room = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    employee = models.ForeignKey(USER, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("где висит", max_length=200)  # the name of the room, employee or service at that time
    code = models.CharField(max_length=16, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "kind", "label"], name="feedback_places")]


class Mark(Versioned):
    """One review as the centre deals with it. Words of a request's review stay with the desk, where the person may
    change them; those left by QR stand here. `request` empty means «без заявки»: not in the share of positive ones."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="marks")
    source = models.CharField(max_length=10, choices=[(source, source) for source in Source])
    request = models.OneToOneField(ServiceRequest, null=True, blank=True, on_delete=models.CASCADE, related_name="mark")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="marks")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stars = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    recommend = models.PositiveSmallIntegerField("посоветуете ли", null=True, blank=True)  # 0 to 10
    heard_from = models.CharField(max_length=10, blank=True, choices=[(heard, heard) for heard in Heard])
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    number = models.CharField("номер заявки, как его назвал автор", max_length=40, blank=True)
    suspicious = models.BooleanField("похоже на накрутку", default=False)
    rated_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(state, state) for state in State])
    raised_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    # The same while an answer is waited for, else empty: orders the tasks ("is not null" is a condition of an index
    # that SQLite too can match).
    attention_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # answered or closed, the last time
    closed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    close_reason = models.CharField(max_length=12, blank=True, choices=[(reason, reason) for reason in CloseReason])
    close_note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "rated_at", "id"], name="feedback_by_unit_time"),
            models.Index(
                fields=["unit", "attention_at", "id"],
                condition=Q(attention_at__isnull=False),
                name="feedback_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="feedback_stars"),
            models.CheckConstraint(condition=Q(recommend__isnull=True) | Q(recommend__lte=10), name="feedback_index"),
            models.CheckConstraint(
                condition=Q(source=Source.QR) | Q(request__isnull=False), name="feedback_request_has_request"
            ),
            models.CheckConstraint(
                condition=Q(state=State.NEW, attention_at__isnull=False)
                | (~Q(state=State.NEW) & Q(attention_at__isnull=True)),
                name="feedback_new_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | ~Q(close_reason=""), name="feedback_closed_has_reason"
            ),
        ]

    @property
    def words(self) -> str:
        """What the person wrote; of a request's review the present edition."""
        review = getattr(self.request, "review", None) if self.request_id else None
        return review.comment if review else self.comment


class Answer(models.Model):
    """One edition of the centre's answer. The earlier ones stay: nobody changes what the person has read in silence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField("редакция")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "number"], name="feedback_answer_number")]
