"""Opportunities, roles of beneficiaries with their preparation, what was done together. A role goes on only with the
person's consent, of a young one with the parent's too: the database keeps it (C7, C30)."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.consents.models import Consent
from uchastie.crm.involvement import rules
from uchastie.crm.involvement.rules import Format, Level, RoleKind, State
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL
LEVELS = [(level, level) for level in Level]
KINDS = [(kind, kind) for kind in RoleKind]


class TargetGroup(models.Model):
    """Whom the organisation works with: given with the product, extended by the federal team (C4)."""

    code = models.CharField(primary_key=True, max_length=20)
    name = models.CharField("название", max_length=rules.LABEL, unique=True)
    place = models.PositiveSmallIntegerField(default=100)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("place", "name")


class Opportunity(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="opportunities")
    kind = models.CharField("роль", max_length=20, choices=KINDS)
    level = models.CharField("уровень", max_length=12, choices=LEVELS)
    degree = models.PositiveSmallIntegerField("насколько решает", default=3)
    format = models.CharField("где", max_length=10, choices=[(one, one) for one in Format])
    title = models.CharField("название", max_length=rules.TITLE)
    duties = models.TextField("что делать", max_length=rules.TEXT)
    time = models.CharField("сколько времени", max_length=rules.LINE)
    help = models.TextField("чем поможем", max_length=rules.TEXT)
    groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+")
    from_18 = models.BooleanField("только с 18 лет", default=False)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "made_at", "id"], name="involvement_opportunities")]
        constraints = [models.CheckConstraint(condition=Q(degree__gte=1, degree__lte=5), name="involvement_degree")]


class BeneficiaryRole(Versioned):
    """`group` is whose voice it is; `minor` was said by the person («мне ещё нет 18»), no age is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="beneficiary_roles")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="roles", db_index=False
    )
    kind = models.CharField("роль", max_length=20, choices=KINDS)
    level = models.CharField("уровень", max_length=12, choices=LEVELS)
    degree = models.PositiveSmallIntegerField(default=3)
    title = models.CharField("название", max_length=rules.TITLE)
    duties = models.TextField("что делать", max_length=rules.TEXT)
    time = models.CharField("сколько времени", max_length=rules.LINE)
    help = models.TextField("чем поможем", max_length=rules.TEXT)
    group = models.ForeignKey(TargetGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(state, state) for state in State])
    minor = models.BooleanField("ещё нет 18", default=False)
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parent_consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField("что сказал человек", max_length=rules.REASON, blank=True)
    answer = models.CharField("почему не взяли", max_length=rules.REASON, blank=True)
    made_at = models.DateTimeField()
    started_on = models.DateField(null=True, blank=True)  # in the zone of the unit
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "made_at", "id"], name="involvement_roles_of_unit"),
            models.Index(fields=["person", "state"], name="involvement_roles_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(rules.AGREED)) | Q(consent__isnull=False), name="involvement_by_consent"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.PREPARING, State.ACTIVE])
                | Q(minor=False)
                | Q(parent_consent__isnull=False),
                name="involvement_parent_agrees",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACTIVE) | Q(started_on__isnull=False), name="involvement_started"
            ),
            models.UniqueConstraint(
                fields=["person", "opportunity"],
                condition=Q(state__in=sorted(rules.LIVING), opportunity__isnull=False),
                name="involvement_answer_once",
            ),
        ]

    @property
    def zone(self) -> ZoneInfo:
        return self.unit.zone


class PreparationStep(models.Model):
    role = models.ForeignKey(BeneficiaryRole, on_delete=models.CASCADE, related_name="steps", db_index=False)
    place = models.PositiveSmallIntegerField()
    title = models.CharField("шаг", max_length=rules.STEP)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["role", "place"], name="involvement_steps")]


class InvolvementActivity(models.Model):
    """What was done together, decided and changed: for services and for people apart (C2). `together` is a decision of
    everyday life taken by the group itself (C16)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="involvement_activities")
    level = models.CharField("уровень", max_length=12, choices=LEVELS)
    degree = models.PositiveSmallIntegerField("насколько решали", default=3)
    title = models.CharField("что делали", max_length=rules.TITLE)
    on = models.DateField()
    roles = models.ManyToManyField(BeneficiaryRole, blank=True, related_name="activities")
    groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+")
    others = models.PositiveSmallIntegerField("сколько ещё людей", default=0)
    together = models.BooleanField("решили сами участники", default=False)
    decision = models.TextField("что решили", max_length=rules.TEXT, blank=True)
    for_services = models.TextField("что изменилось в услугах", max_length=rules.TEXT, blank=True)
    for_people = models.TextField("что изменилось для людей", max_length=rules.TEXT, blank=True)
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(max_length=32, unique=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "on", "id"], name="involvement_activities_of")]
