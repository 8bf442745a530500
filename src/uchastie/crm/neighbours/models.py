"""The board. What all may read stands in `Notice`; where exactly people meet stands in `Answer` and is wiped when they
have met. `Reach` names the squares in which a notice is seen: the feed of a place reads one range of its index."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.consents.models import Consent
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.families.models import Need
from uchastie.crm.neighbours import rules
from uchastie.crm.neighbours.rules import Age, AnswerState, Category, Duration, Kind, Outcome, Reason, Ruling, State
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.ids import new_id

USER = settings.AUTH_USER_MODEL


class Neighbour(models.Model):
    """A person on the board: «Имя И.», stars, the place in which help is given. The person came in by a code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("имя на доске", max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # whose place this is
    age = models.CharField(max_length=5, choices=[(age, age) for age in Age])
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    weekly = models.BooleanField("письмо раз в неделю", default=False)
    joined_at = models.DateTimeField()
    stars = models.PositiveIntegerField(default=0)  # the sum of opened ones
    rated = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(default=0)
    barred_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "weekly"], name="neighbours_by_unit")]

    @property
    def mark(self) -> str:
        """«5,0»; "" before the first stars."""
        return f"{self.stars / self.rated:.1f}".replace(".", ",") if self.rated else ""


class Barred(models.Model):
    """A digest of a phone or an address of a barred person: a new card does not help."""

    digest = models.CharField(max_length=64)
    neighbour = models.ForeignKey(Neighbour, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "neighbour"], name="neighbours_barred_once")]


class Apart(models.Model):
    """«Больше не встречаться»: the two do not answer each other any more."""

    one = models.ForeignKey(Neighbour, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Neighbour, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="neighbours_apart_once")]


class Notice(models.Model):
    """An ask or an offer. Without an author the unit asks: for a family or a request, in whose place it stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=5, choices=[(kind, kind) for kind in Kind])
    state = models.CharField(max_length=10, default=State.OPEN, choices=[(state, state) for state in State])
    author = models.ForeignKey(Neighbour, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=10, choices=[(one, one) for one in Category])
    title = models.CharField("одной фразой", max_length=rules.TITLE)
    text = models.TextField("подробнее", max_length=rules.TEXT, blank=True)
    times = models.CharField("когда", max_length=100)
    duration = models.CharField(max_length=10, choices=[(one, one) for one in Duration])
    street = models.CharField("улица", max_length=100, blank=True)
    cell = models.CharField(max_length=20)
    latitude = models.FloatField(null=True, blank=True)  # coarse, see `rules.coarse`
    longitude = models.FloatField(null=True, blank=True)
    rings = models.PositiveSmallIntegerField(default=1)
    widen = models.BooleanField(default=True)  # show further and ask the centre when nobody answers
    answers_count = models.PositiveIntegerField(default=0)
    shown_at = models.DateTimeField()
    widened_at = models.DateTimeField(null=True, blank=True)
    centre_told_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(ServiceRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reports = models.PositiveIntegerField(default=0)  # that no moderator has looked at
    appeal = models.CharField("возражение", max_length=rules.THANKS, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "shown_at"], name="neighbours_notice_waiting"),
            models.Index(fields=["unit", "state", "-shown_at", "-id"], name="neighbours_notice_unit"),
            models.Index(fields=["author", "-shown_at"], name="neighbours_notice_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(published_by__isnull=False, consent__isnull=False),
                name="neighbours_someone_asks",
            ),
            models.CheckConstraint(condition=Q(need__isnull=True) | Q(author__isnull=True), name="neighbours_no_names"),
            models.UniqueConstraint(
                fields=["need"], condition=Q(state__in=["open", "agreed", "hidden"]), name="neighbours_need_once"
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state__in=["open", "agreed", "hidden"]), name="neighbours_request_once"
            ),
        ]


class Reach(models.Model):
    """One square in which an open notice is seen. No row: nobody sees it in a feed."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="reach")
    cell = models.CharField(max_length=20)
    kind = models.CharField(max_length=5)
    category = models.CharField(max_length=10)
    shown_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["cell", "kind", "-shown_at", "-notice"], name="neighbours_feed"),
            models.Index(fields=["cell", "kind", "category", "-shown_at", "-notice"], name="neighbours_feed_category"),
        ]


class Answer(models.Model):
    """One who answered a notice. The database lets one be chosen (two tabs, two helpers: one wins)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="answers")
    neighbour = models.ForeignKey(Neighbour, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=10, default=AnswerState.WAITING, choices=[(s, s) for s in AnswerState])
    text = models.CharField("что напишете", max_length=rules.THANKS, blank=True)
    made_at = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True, blank=True)  # from here both see the contacts
    meet_at = models.DateTimeField(null=True, blank=True)
    where = models.CharField("где встречаемся", max_length=rules.WHERE, blank=True)  # wiped when it is over
    by_author = models.BooleanField(default=True)  # whose proposal of time and place it is
    agreed_at = models.DateTimeField(null=True, blank=True)  # the other side said yes to time and place
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["neighbour", "-made_at"], name="neighbours_answer_own"),
            models.Index(fields=["state", "meet_at"], name="neighbours_answer_meeting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "neighbour"], name="neighbours_answer_once"),
            models.UniqueConstraint(
                fields=["notice"], condition=Q(state__in=["chosen", "done"]), name="neighbours_one_chosen"
            ),
            models.CheckConstraint(condition=Q(state="chosen") | Q(where=""), name="neighbours_place_wiped"),
        ]


class Word(models.Model):
    """How it was, said by one side; seen by the other when both have said it or the time is over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="words")
    by_author = models.BooleanField()
    outcome = models.CharField(max_length=6, choices=[(one, one) for one in Outcome])
    stars = models.PositiveSmallIntegerField()
    thanks = models.CharField("спасибо", max_length=rules.THANKS, blank=True)
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "by_author"], name="neighbours_word_once"),
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="neighbours_word_stars"),
        ]


class Report(models.Model):
    """A complaint about a notice, by each neighbour once. Only moderators read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="complaints")
    by = models.ForeignKey(Neighbour, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=[(one, one) for one in Reason])
    text = models.CharField("что случилось", max_length=rules.THANKS, blank=True)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "by"], name="neighbours_report_once")]


class Decision(models.Model):
    """What a moderator decided. An appeal is decided by another one: the database refuses the same hand twice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ruling = models.CharField(max_length=6, choices=[(one, one) for one in Ruling])
    reason = models.CharField("почему", max_length=rules.THANKS)
    on_appeal = models.BooleanField(default=False)
    at = models.DateTimeField()
    first = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    first_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice"], condition=Q(on_appeal=True), name="neighbours_appeal_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True) | ~Q(first_by=F("by")), name="neighbours_appeal_other_hand"
            ),
        ]
