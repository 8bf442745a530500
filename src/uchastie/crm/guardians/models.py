"""A guardian and what the region knows of it: what it can do, where, for how many; its briefing and training."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.families.models import HelpCategory
from uchastie.crm.guardians.rules import GuardianKind, GuardianState
from uchastie.crm.network.models import Region, Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class GuardianSeries(models.Model):
    """The last number given in a region; taken inside the transaction that uses it."""

    region_code = models.CharField(max_length=2, primary_key=True)
    last = models.PositiveIntegerField(default=0)


class Guardian(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("номер", max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in GuardianKind])
    name = models.CharField("название", max_length=200)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="guardians")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="guardians")
    state = models.CharField(max_length=12, default=GuardianState.APPLICATION, choices=[(s, s) for s in GuardianState])
    representative = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="guardians")
    head = models.CharField("руководитель", max_length=200, blank=True)
    town = models.CharField("населённый пункт", max_length=100)
    latitude = models.FloatField("широта", null=True, blank=True)
    longitude = models.FloatField("долгота", null=True, blank=True)
    whole_region = models.BooleanField("вся область", default=False)
    radius_km = models.PositiveSmallIntegerField("готовы ехать, км", null=True, blank=True)
    capacity = models.PositiveSmallIntegerField("семей одновременно", default=1)
    about = models.TextField("о себе", blank=True)
    campaign = models.CharField("откуда узнали", max_length=60, blank=True)  # B3
    applied_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decision_reason = models.CharField(max_length=500, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    pause_reason = models.CharField(max_length=300, blank=True)
    updated_at = models.DateTimeField()
    search_text = models.TextField(default="", editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "name", "id"], name="guardians_of_unit"),
            models.Index(fields=["state", "applied_at", "id"], name="guardians_by_state"),
            models.Index(fields=["representative"], name="guardians_by_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="organisation") | ~Q(inn=""), name="guardians_org_has_inn"),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(decision_reason=""), name="guardians_rejected_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["handed", "ready", "paused"]) | Q(unit__isnull=False),
                name="guardians_handed_has_unit",
            ),
        ]


class Capability(models.Model):
    """What the guardian can do: one row for each category."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="capabilities")
    category = models.ForeignKey(HelpCategory, on_delete=models.PROTECT, related_name="+")
    description = models.CharField("что именно", max_length=300, blank=True)
    formats = models.JSONField(default=list)  # values of families.rules.NeedFormat
    periodicity = models.CharField("как часто", max_length=10, blank=True)  # families.rules.Periodicity
    volume = models.CharField("сколько", max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guardian", "category"], name="guardians_capability_once")]


class Territory(models.Model):
    """A municipality where the guardian helps."""

    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="territory")
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True)
    name = models.CharField("муниципальное образование", max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guardian", "name"], name="guardians_territory_once")]


class Interview(models.Model):
    """A talk when something is not clear (B37)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="interviews")
    on = models.DateField()
    participants = models.CharField("кто был", max_length=300)
    result = models.CharField("итог", max_length=1000)
    noted_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")


class Briefing(models.Model):
    """The region's briefing: one of the gates (B38)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="briefings")
    on = models.DateField()
    participants = models.CharField("кого инструктировали", max_length=300)
    noted_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")


class Training(models.Model):
    """A course of Добро.Университет (B7, B38); the certificate is a stored file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="trainings")
    course = models.CharField("курс", max_length=200)
    person = models.CharField("кто прошёл", max_length=200)
    completed_on = models.DateField()
    certificate = models.CharField("номер сертификата", max_length=100, blank=True)
    noted_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
