"""A family is the primary record: who lives there, who speaks for it, what it needs. Nothing about anybody's service
is kept: no unit, no rank, no place (B23)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.families.rules import (
    Decision,
    FamilyState,
    LookReason,
    NeedFormat,
    NeedState,
    Periodicity,
    Source,
    Urgency,
)
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary, Household
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class HelpCategory(models.Model):
    """A kind of help. The federal team keeps the list; an archived one stays with the needs that have it."""

    code = models.SlugField(max_length=30, primary_key=True)
    name = models.CharField("название", max_length=100, unique=True)
    place = models.PositiveSmallIntegerField(default=0)
    archived = models.BooleanField(default=False)
    # The service by which a need of this kind goes to a centre when there is no guardian (B43).
    service_code = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("place", "name")


class CaseSeries(models.Model):
    """The last number given in a region; taken inside the transaction that uses it."""

    region_code = models.CharField(max_length=2, primary_key=True)
    last = models.PositiveIntegerField(default=0)


class FamilyCase(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("номер", max_length=20, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="family_cases")
    state = models.CharField(max_length=20, default=FamilyState.RECEIVED, choices=[(s, s) for s in FamilyState])
    source = models.CharField(max_length=10, choices=[(source, source) for source in Source])
    external_id = models.CharField("номер в ОНФ.Помощь", max_length=50, blank=True)  # B27
    applicant = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="family_cases")
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    town = models.CharField("населённый пункт", max_length=100)
    district = models.CharField("район", max_length=100, blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)  # under the veil
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True)
    latitude = models.FloatField("широта", null=True, blank=True)
    longitude = models.FloatField("долгота", null=True, blank=True)
    story = models.TextField("о чём просит семья", blank=True)
    code_word = models.CharField("кодовое слово", max_length=30)
    received_at = models.DateTimeField()
    assignee = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    special_control = models.BooleanField("особый контроль", default=False)  # B33
    marker_at = models.DateTimeField("«Требуется опека» с", null=True, blank=True)  # B11
    marker_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.CharField(max_length=20, blank=True, choices=[(d, d) for d in Decision])  # B28
    decision_reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    needs_clarified_at = models.DateTimeField(null=True, blank=True)
    split_at = models.DateTimeField(null=True, blank=True)  # B43
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=20, blank=True)
    updated_at = models.DateTimeField(default=clock.now)  # ОНФ.Помощь asks what has changed since

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "received_at", "id"], name="families_by_state"),
            models.Index(fields=["unit", "special_control", "marker_at", "id"], name="families_controlled"),
            models.Index(fields=["applicant"], name="families_by_applicant"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["external_id"], condition=~Q(external_id=""), name="families_external_once"
            ),
            models.CheckConstraint(
                condition=Q(marker_at__isnull=True) | Q(needs_clarified_at__isnull=False), name="families_clear_first"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "matched", "connected", "helped"]) | Q(marker_at__isnull=False),
                name="families_marked_first",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(close_reason=""), name="families_closed_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(decision_reason=""), name="families_declined_has_reason"
            ),
        ]


class FamilyMember(models.Model):
    """Somebody of the family. A name and a year of birth are enough; a card of the registry is not needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(FamilyCase, on_delete=models.CASCADE, related_name="members")
    name = models.CharField("имя", max_length=200)
    relation = models.CharField("кто это в семье", max_length=60, blank=True)
    birth_year = models.PositiveSmallIntegerField("год рождения", null=True, blank=True)
    speaks = models.BooleanField("говорит за семью", default=False)
    beneficiary = models.ForeignKey(Beneficiary, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(speaks=True), name="families_one_speaks"),
        ]


class Need(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(FamilyCase, on_delete=models.CASCADE, related_name="needs")
    category = models.ForeignKey(HelpCategory, on_delete=models.PROTECT, related_name="needs")
    description = models.CharField("в чём помочь", max_length=500)
    format = models.CharField(max_length=10, blank=True, choices=[(item, item) for item in NeedFormat])
    periodicity = models.CharField(max_length=10, blank=True, choices=[(item, item) for item in Periodicity])
    urgency = models.CharField(max_length=6, blank=True, choices=[(item, item) for item in Urgency])
    times = models.CharField("когда удобно", max_length=100, blank=True)
    state = models.CharField(max_length=10, default=NeedState.OPEN, choices=[(state, state) for state in NeedState])
    added_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["case", "state"], name="families_needs_by_state")]


class NeedChange(models.Model):
    """One change of a need (B24): what it was, what it became, whose hand it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_family = models.BooleanField(default=False)
    before = models.JSONField(default=dict)  # only the fields that changed; empty for a new need
    after = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["need", "at"], name="families_need_story")]


class NeedRequest(models.Model):
    """A need that went to a centre as an ordinary request (B43): open ones are at most one per need."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="requests")
    request = models.OneToOneField(ServiceRequest, on_delete=models.PROTECT, related_name="family_need")
    made_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    delivered = models.BooleanField(default=False)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)  # the review of the request comes back here

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(closed_at__isnull=True), name="families_one_request_per_need"
            ),
        ]


class Look(models.Model):
    """Who has seen what is under the veil, or was not let in: the family reads this list. `until` is when a user's
    veil falls again; a guardian's representative has none, the gate of the agreements holds instead."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(FamilyCase, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    who = models.CharField(max_length=300)  # the name and the office as they were then
    reason = models.CharField(max_length=10, choices=[(reason, reason) for reason in LookReason])
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "at"], name="families_looks"),
            models.Index(fields=["case", "user", "until"], name="families_opened"),
        ]


class FamilyImport(models.Model):
    """A table of the hot line between its trial and its writing. The rows go when they are written, or next day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    rows = models.JSONField(default=list)  # [{number, values, verdict, problems}], see `rules.imports`
    fresh = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="families_imports_by_age")]
