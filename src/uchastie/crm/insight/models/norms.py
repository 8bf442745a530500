"""Norms as data, and what each centre has made of them."""

from django.conf import settings
from django.db import models

from uchastie.crm.insight.rules import Block, How, Met, Span
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id


class Norm(models.Model):
    """What is asked of a centre. The words and what is counted come with the product; thresholds are versions."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField("название", max_length=150)
    how = models.CharField(max_length=10, choices=[(one, one) for one in How])
    span = models.CharField(max_length=10, choices=[(one, one) for one in Span])
    block = models.CharField(max_length=12, choices=[(one, one) for one in Block])
    parts = models.JSONField(default=list)  # codes of measures that are added up
    wholes = models.JSONField(default=list)  # of a share and a portion
    forms = models.JSONField(default=list)  # «консультация, консультации, консультаций»
    source = models.CharField("строка требований", max_length=20)
    source_words = models.TextField("слова источника")
    counted = models.TextField("как считаем")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "code"]


class NormVersion(models.Model):
    """A threshold from a day on. It holds for periods that begin on that day or later: nobody's plan changes half-way."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    norm = models.ForeignKey(Norm, on_delete=models.CASCADE, related_name="versions")
    valid_from = models.DateField("с какого дня")
    plan = models.PositiveIntegerField("порог")  # per cent of a share and of a portion
    floor = models.PositiveIntegerField("нижняя граница", default=0)
    mandatory = models.BooleanField("требуется")
    active = models.BooleanField("действует", default=True)
    reason = models.CharField("почему изменили", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["norm", "valid_from"], name="insight_norm_day")]


class Result(models.Model):
    """One norm of one unit, as at the last day of a slot (a week of norms by week, a month of all others) or at the day
    it was counted. Frozen after the end of the slot; changed then only by a correction."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    norm = models.ForeignKey(Norm, on_delete=models.CASCADE, related_name="+")
    span = models.CharField(max_length=10)  # of the slot: week or month
    first = models.DateField()  # of the slot
    path = models.CharField(max_length=200)  # where the unit stood in the network
    as_of = models.DateField()
    fact = models.IntegerField()
    whole = models.IntegerField(null=True)
    plan = models.IntegerField()
    met = models.CharField(max_length=12, choices=[(one, one) for one in Met])
    mandatory = models.BooleanField()
    passed = models.PositiveSmallIntegerField(default=0)  # working days of the norm's own period
    left = models.PositiveSmallIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True)
    corrections = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["span", "first", "norm", "met", "path"], name="insight_result_slot")]
        constraints = [models.UniqueConstraint(fields=["unit", "span", "first", "norm"], name="insight_result_once")]


class Rating(models.Model):
    """The mandatory and recommended norms of one unit in one month, by blocks: what lists of centres are made of."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    path = models.CharField(max_length=200)
    region = models.CharField(max_length=2, blank=True)
    place = models.CharField(max_length=200, blank=True)  # in lists: by town and name
    care = models.PositiveSmallIntegerField(default=0)  # mandatory norms that are missed or endangered
    services_kept = models.PositiveSmallIntegerField(default=0)
    services_known = models.PositiveSmallIntegerField(default=0)
    place_kept = models.PositiveSmallIntegerField(default=0)
    place_known = models.PositiveSmallIntegerField(default=0)
    informing_kept = models.PositiveSmallIntegerField(default=0)
    informing_known = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["first", "path"], name="insight_rating_list")]
        constraints = [models.UniqueConstraint(fields=["unit", "first"], name="insight_rating_once")]


class Correction(models.Model):
    """A frozen result counted anew, with what it was."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="history")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField("почему", max_length=300)
    fact = models.IntegerField()  # before
    whole = models.IntegerField(null=True)
    plan = models.IntegerField()
    met = models.CharField(max_length=12)
