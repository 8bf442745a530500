"""Coincidences found by themselves, and plans of a whole region."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.matching.rules.states import MOST_WORDS, Dismissal, LineState, PlanState
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id

USER = settings.AUTH_USER_MODEL


class Mark(models.Model):
    """Something of this family or of this guardian has changed: its coincidences are looked for anew. Written in the
    transaction of the change, one row for each, so that no change is lost; read and taken away by the job."""

    case = models.ForeignKey(FamilyCase, null=True, on_delete=models.CASCADE, related_name="+")
    guardian = models.ForeignKey(Guardian, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()


class Coincidence(models.Model):
    """A family and a guardian who could help it now (B40). What holds no more goes; what was put aside with a reason
    stays, and the pair is offered no more."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(FamilyCase, on_delete=models.CASCADE, related_name="+")
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    full = models.PositiveSmallIntegerField()  # needs covered
    asked = models.PositiveSmallIntegerField()  # of so many
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=8, blank=True, choices=[(d, d) for d in Dismissal])
    note = models.CharField(max_length=MOST_WORDS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "guardian"], name="matching_coincidence_once"),
            models.CheckConstraint(
                condition=Q(dismissed_at=None, reason="") | (Q(dismissed_at__isnull=False) & ~Q(reason="")),
                name="matching_dismissed_why",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "found_at", "id"], condition=Q(seen_at=None), name="matching_new"),
            models.Index(fields=["told_at"], condition=Q(told_at=None), name="matching_untold"),
        ]


class Plan(models.Model):
    """The best use of all free places of a headquarters at one moment. It starts nothing by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, default=PlanState.MAKING, choices=[(s, s) for s in PlanState])
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(default=0)
    gap = models.FloatField(default=0)  # how far from the best possible, of its value
    families = models.PositiveIntegerField(default=0)
    guardians = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    needs = models.PositiveIntegerField(default=0)
    urgent = models.PositiveIntegerField(default=0)
    planned = models.JSONField(default=dict)  # fields of rules.Sums
    in_turn = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["unit", "-asked_at"], name="matching_plans")]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(state="making"), name="matching_one_in_making")
        ]


class PlanLine(models.Model):
    """One guardian for one family, accepted or put aside by a coordinator."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()
    case = models.ForeignKey(FamilyCase, on_delete=models.CASCADE, related_name="+")
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="+")
    need_ids = models.JSONField()
    asked = models.PositiveSmallIntegerField()
    distance_km = models.FloatField(null=True, blank=True)
    waited_days = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=LineState.WAITING, choices=[(s, s) for s in LineState])
    note = models.CharField(max_length=500, blank=True)
    pair = models.ForeignKey(Guardianship, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("place",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "case", "guardian"], name="matching_line_once"),
        ]
