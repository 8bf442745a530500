"""A pair of a family and a guardian: one row from the proposal to the ending, with what was promised and what was seen.

Two partial unique keys keep parallel reservations apart on any database: a place of a guardian belongs to one open
pair, a need to one unreleased promise (decision 16)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship.rules import OPEN, DeclineReason, EndReason, PairState, Side
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL
SIDES = [(side, side) for side in Side]
STILL_OPEN = Q(state__in=sorted(OPEN))


class PairSeries(models.Model):
    """The last number given in a region; taken inside the transaction that uses it."""

    region_code = models.CharField(max_length=2, primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Guardianship(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("номер", max_length=20, unique=True)
    case = models.ForeignKey(FamilyCase, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="guardianships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="guardianships")
    state = models.CharField(max_length=16, default=PairState.PROPOSED, choices=[(s, s) for s in PairState])
    seat = models.PositiveSmallIntegerField()  # which of the guardian's places it holds while it is open
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    matched_at = models.DateTimeField("опекун согласился", null=True, blank=True)
    connect_due_at = models.DateTimeField("познакомить до", null=True, blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    help_started_on = models.DateField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)  # when the start was noted; its day may be another
    start_fixed_at = models.DateTimeField("первый созвон прошёл", null=True, blank=True)  # the start moves no more
    end_side = models.CharField(max_length=10, blank=True, choices=SIDES)
    end_reason = models.CharField(max_length=12, blank=True, choices=[(r, r) for r in EndReason])
    end_note = models.CharField(max_length=1000, blank=True)
    end_reported_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # when the end was confirmed
    ended_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    declined_by = models.CharField(max_length=10, blank=True, choices=SIDES)
    decline_reason = models.CharField(max_length=16, blank=True, choices=[(r, r) for r in DeclineReason])
    decline_note = models.CharField(max_length=1000, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "proposed_at", "id"], name="guardianship_by_state"),
            models.Index(
                fields=["unit", "connect_due_at", "id"], condition=Q(state="matched"), name="guardianship_clocks"
            ),
            models.Index(fields=["case", "state"], name="guardianship_of_case"),
            models.Index(fields=["guardian", "state"], name="guardianship_of_guardian"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "guardian"], condition=STILL_OPEN, name="guardianship_one_open"),
            models.UniqueConstraint(fields=["guardian", "seat"], condition=STILL_OPEN, name="guardianship_one_seat"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "declined"])
                | Q(matched_at__isnull=False, connect_due_at__isnull=False),
                name="guardianship_matched_has_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(help_started_on__isnull=False, introduced_at__isnull=False),
                name="guardianship_active_has_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ending_reported", "ended"]) | (~Q(end_reason="") & ~Q(end_side="")),
                name="guardianship_end_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | (~Q(decline_reason="") & ~Q(declined_by="")),
                name="guardianship_decline_has_reason",
            ),
        ]


class Promise(models.Model):
    """A need the guardian has taken upon itself; released when the pair is declined or ends."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.ForeignKey(Guardianship, on_delete=models.CASCADE, related_name="promises")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="promises")
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(released_at__isnull=True), name="guardianship_need_promised_once"
            ),
        ]


class Introduction(models.Model):
    """The first contact (B14, B41, B44): the presence of the headquarters is recommended, not demanded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.OneToOneField(Guardianship, on_delete=models.CASCADE, related_name="introduction")
    at = models.DateTimeField()
    place = models.CharField("где", max_length=200)
    participants = models.CharField("кто был", max_length=500)
    hq_present = models.BooleanField("был представитель штаба")
    note = models.CharField(max_length=1000, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class Assessment(models.Model):
    """What the family really needs, seen on the spot (B45)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.ForeignKey(Guardianship, on_delete=models.CASCADE, related_name="assessments")
    at = models.DateTimeField()
    text = models.TextField("что увидели")
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class Visit(models.Model):
    """A meeting to come. The family sees who comes and asks for its code word at the door."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.ForeignKey(Guardianship, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    who = models.CharField("кто придёт", max_length=100)
    what = models.CharField("зачем", max_length=200)
    side = models.CharField("кто назначил", max_length=10, choices=SIDES)
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=10, blank=True, choices=SIDES)

    class Meta:
        indexes = [models.Index(fields=["guardianship", "at"], name="guardianship_visits")]
        constraints = [
            models.UniqueConstraint(
                fields=["guardianship", "at"], condition=Q(cancelled_at__isnull=True), name="guardianship_visit_once"
            ),
        ]


class Feedback(models.Model):
    """The questions to the family after the ending (B26, B52): the link goes out at once, the answer comes or not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.OneToOneField(Guardianship, on_delete=models.CASCADE, related_name="feedback")
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    helped = models.PositiveSmallIntegerField("помощь помогла", null=True, blank=True)  # 1 to 5
    polite = models.PositiveSmallIntegerField("относились с уважением", null=True, blank=True)  # 1 to 5
    again = models.CharField("нужна ли опека ещё", max_length=10, blank=True)
    text = models.TextField("своими словами", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(helped__isnull=True) | Q(helped__gte=1, helped__lte=5))
                & (Q(polite__isnull=True) | Q(polite__gte=1, polite__lte=5)),
                name="guardianship_feedback_marks",
            ),
        ]
