"""Calls to both sides of a pair, marks of help and reports of guardians."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.families.models import HelpCategory, Need
from uchastie.crm.followup.rules.help import Author
from uchastie.crm.followup.rules.schedule import CallState, Outcome, Party, SideState, SkipReason
from uchastie.crm.followup.rules.script import Settling
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Call(Versioned):
    """A pair of talks, with the family and with the guardian. `attention_on` is the day somebody must call (the nearest
    of the open sides); empty when nobody must."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.ForeignKey(Guardianship, on_delete=models.CASCADE, related_name="calls")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # 0 is the call after two weeks, n after n months
    due_on = models.DateField("по календарю")
    work_on = models.DateField("рабочий день")
    state = models.CharField(max_length=10, default=CallState.OPEN, choices=[(s, s) for s in CallState])
    attention_on = models.DateField(null=True, blank=True)
    differs = models.BooleanField("ответы расходятся", default=False)
    settled = models.CharField(max_length=10, blank=True, choices=[(s, s) for s in Settling])
    settled_note = models.CharField(max_length=1000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "attention_on", "id"],
                condition=Q(attention_on__isnull=False),
                name="followup_calls_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["guardianship", "number"], name="followup_call_once"),
            models.CheckConstraint(
                condition=Q(state="open", attention_on__isnull=False)
                | (~Q(state="open") & Q(attention_on__isnull=True)),
                name="followup_open_has_day",
            ),
        ]


class CallSide(models.Model):
    """The talk with one of the sides. Answers are kept by key, so that both sides can be compared."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="sides")
    side = models.CharField(max_length=10, choices=[(party, party) for party in Party])
    state = models.CharField(max_length=10, default=SideState.WAITING, choices=[(s, s) for s in SideState])
    attempts = models.PositiveSmallIntegerField(default=0)
    # Of the last attempt.
    outcome = models.CharField(max_length=12, blank=True, choices=[(outcome, outcome) for outcome in Outcome])
    at = models.DateTimeField(null=True, blank=True)  # the last attempt
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    retry_on = models.DateField(null=True, blank=True)
    skip_reason = models.CharField(max_length=20, blank=True, choices=[(r, r) for r in SkipReason])
    answers = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "side"], name="followup_two_sides"),
            models.CheckConstraint(
                condition=~Q(state="skipped") | ~Q(skip_reason=""), name="followup_skipped_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="followup_done_has_moment"
            ),
        ]


class HelpFact(Versioned):
    """What was given, when and how much (B20, B47). The family says whether it was so (B25)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.ForeignKey(Guardianship, on_delete=models.PROTECT, related_name="help_facts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(HelpCategory, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="help_facts")
    on = models.DateField("день")
    amount = models.CharField("что сделано", max_length=200, blank=True)
    hours = models.DecimalField("часов", max_digits=4, decimal_places=1, null=True, blank=True)
    author = models.CharField(max_length=10, choices=[(author, author) for author in Author])
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    logged_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    disputed_at = models.DateTimeField(null=True, blank=True)
    dispute_note = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField("снята", null=True, blank=True)
    exported_at = models.DateTimeField("передана в ОНФ.Помощь", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "on", "id"], name="followup_help_by_unit"),
            models.Index(fields=["guardianship", "on"], name="followup_help_of_pair"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(disputed_at__isnull=True), name="followup_one_verdict"
            ),
            models.CheckConstraint(condition=~Q(amount="") | Q(hours__isnull=False), name="followup_help_has_amount"),
        ]


class GuardianReport(Versioned):
    """What a guardian tells the team of a month (B31, B8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    guardianship = models.ForeignKey(Guardianship, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField("месяц")  # its first day
    text = models.TextField("что сделали")
    difficulties = models.TextField("что мешало", blank=True)
    wants_help = models.BooleanField("нужна помощь штаба", default=False)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "sent_at", "id"], name="followup_reports_by_unit")]
        constraints = [
            models.UniqueConstraint(fields=["guardianship", "month"], name="followup_one_report_a_month"),
        ]
