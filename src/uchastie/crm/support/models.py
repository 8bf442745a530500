"""What carries those who take part: the log of support, supervision with its confidential notes, compensation, barriers
and risks."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.accounts.models import User
from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.network.models import Unit
from uchastie.crm.support import rules
from uchastie.crm.support.rules import Audience, RiskKind, RiskState, SupportKind
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class SupportAction(models.Model):
    """For one role of a beneficiary, or for one of the staff."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="support_actions")
    kind = models.CharField("вид", max_length=16, choices=[(kind, kind) for kind in SupportKind])
    role = models.ForeignKey(
        BeneficiaryRole, null=True, blank=True, on_delete=models.PROTECT, related_name="support_actions"
    )
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField("минут", default=30)
    what = models.CharField("что сделали", max_length=rules.LINE)
    form = models.CharField("в какой форме, чтобы было понятно", max_length=rules.LINE, blank=True)
    skill = models.CharField("чему научились", max_length=rules.LINE, blank=True)
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(max_length=32, unique=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "on", "id"], name="support_log")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__isnull=False, user__isnull=True) | Q(role__isnull=True, user__isnull=False),
                name="support_for_one",
            )
        ]


class SupervisionSession(models.Model):
    """That it was held, when and for whom is seen by all who read support; the notes are not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="supervisions")
    audience = models.CharField("для кого", max_length=14, choices=[(one, one) for one in Audience])
    facilitator = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField("минут", default=60)
    staff: "models.ManyToManyField[User, models.Model]" = models.ManyToManyField(USER, blank=True, related_name="+")
    roles = models.ManyToManyField(BeneficiaryRole, blank=True, related_name="supervisions")
    key = models.CharField(max_length=32, unique=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "on", "id"], name="support_supervisions")]

    @property
    def zone(self) -> ZoneInfo:
        return self.unit.zone


class SupervisionNote(models.Model):
    """Read by the facilitator and the participants alone, by nobody above them."""

    session = models.ForeignKey(SupervisionSession, on_delete=models.CASCADE, related_name="notes")
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    role = models.ForeignKey(BeneficiaryRole, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField("заметка", max_length=rules.NOTE)
    made_at = models.DateTimeField()
    key = models.CharField(max_length=32, unique=True)


class Compensation(models.Model):
    """What a person needed to take part and what was done about it. A sum stands on a paper; no bank data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="compensations")
    role = models.ForeignKey(BeneficiaryRole, on_delete=models.PROTECT, related_name="compensations")
    need = models.CharField("что нужно, чтобы участвовать", max_length=rules.LINE)
    done = models.CharField("что сделали", max_length=rules.LINE, blank=True)
    amount = models.PositiveIntegerField("сумма, рублей", null=True, blank=True)
    document = models.CharField("документ", max_length=rules.LINE, blank=True)
    on = models.DateField()
    key = models.CharField(max_length=32, unique=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "on", "id"], name="support_compensations")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(amount__gt=0, amount__lte=rules.SUM) & ~Q(document="")),
                name="support_sum_has_paper",
            )
        ]


class Risk(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="involvement_risks")
    kind = models.CharField("что это", max_length=8, choices=[(kind, kind) for kind in RiskKind])
    title = models.CharField("что мешает или может случиться", max_length=rules.LINE)
    probability = models.PositiveSmallIntegerField("вероятность")
    effect = models.PositiveSmallIntegerField("влияние")
    measure = models.TextField("что делаем", max_length=rules.TEXT)
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField("когда пересмотрим")
    state = models.CharField(max_length=8, default=RiskState.OPEN, choices=[(state, state) for state in RiskState])
    result = models.CharField("что вышло", max_length=rules.LINE, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "review_on", "id"], name="support_risks")]
        constraints = [
            models.CheckConstraint(
                condition=Q(probability__gte=1, probability__lte=3, effect__gte=1, effect__lte=3),
                name="support_risk_grades",
            ),
            models.CheckConstraint(
                condition=~Q(state=RiskState.CLOSED) | ~Q(result=""), name="support_risk_closed_in_words"
            ),
        ]
