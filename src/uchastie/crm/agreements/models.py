"""Templates in versions, agreements with a frozen text, signatures, one-time codes, the family's consent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.agreements.rules import Kind, Side, State, Way
from uchastie.crm.consents.models import Consent
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL
KINDS = [(kind, kind) for kind in Kind]
SIDES = [(side, side) for side in Side]
_IN_WORK = Q(state__in=[State.DRAFT, State.WAITING])


class AgreementTemplate(models.Model):
    """A published text never changes: a correction is the next number. Places in braces are filled in later."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=KINDS)
    number = models.PositiveSmallIntegerField("версия")
    body = models.TextField("текст")
    note = models.CharField("что изменено", max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="agreements_template_number")]


class AgreementSeries(models.Model):
    """The last number given by a region."""

    region_code = models.CharField(max_length=2, unique=True)
    last = models.PositiveIntegerField(default=0)


class Agreement(Versioned):
    """`body` is the text with everything filled in; from the offer on neither it nor `sha256` changes. A renewal is a
    new agreement that points at the one it follows: «66-0018/2» after «66-0018»."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("номер", max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    guardian = models.ForeignKey(Guardian, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements")
    case = models.ForeignKey(FamilyCase, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="agreements")
    template = models.ForeignKey(AgreementTemplate, on_delete=models.PROTECT, related_name="agreements")
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewal")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_until = models.DateField()  # the last day it counts
    state = models.CharField(max_length=10, default=State.DRAFT, choices=[(state, state) for state in State])
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField("почему прекращено", max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # of its last day
    announced_at = models.DateTimeField(null=True, blank=True)  # others have heard that it counts

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="agreements_term_order"),
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.GUARDIAN_HQ, Kind.DATA_PROTECTION], guardian__isnull=False, case=None)
                | Q(kind=Kind.GUARDIAN_FAMILY, guardian__isnull=False, case__isnull=False)
                | Q(kind=Kind.ADHESION, guardian__isnull=False, case=None)
                | Q(kind=Kind.ADHESION, guardian=None, case__isnull=False),
                name="agreements_parties_of_kind",
            ),
            # One paper of a kind is prepared or signed at a time for the same parties.
            models.UniqueConstraint(
                fields=["kind", "guardian", "case"], condition=_IN_WORK, name="agreements_one_in_work_pair"
            ),
            models.UniqueConstraint(
                fields=["kind", "guardian"], condition=_IN_WORK & Q(case=None), name="agreements_one_in_work"
            ),
            models.UniqueConstraint(
                fields=["kind", "case"], condition=_IN_WORK & Q(guardian=None), name="agreements_one_in_work_family"
            ),
        ]
        indexes = [
            models.Index(fields=["guardian", "state", "kind"], name="agreements_of_guardian"),
            models.Index(fields=["case", "state", "kind"], name="agreements_of_case"),
            models.Index(fields=["unit", "state", "valid_until", "id"], name="agreements_of_unit"),
            models.Index(fields=["state", "valid_until", "id"], name="agreements_by_term"),
        ]


class Signature(models.Model):
    """One side has signed. A scan counts when a second employee has compared it (`checked_at`); a code counts at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10, choices=SIDES)
    way = models.CharField(max_length=5, choices=[(way, way) for way in Way])
    name = models.CharField("кто подписал", max_length=200)
    sha256 = models.CharField(max_length=64)  # of the text that was signed
    signed_at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "side"], name="agreements_side_once"),
            models.CheckConstraint(
                condition=Q(way=Way.CODE, file=None) | Q(way=Way.SCAN, file__isnull=False),
                name="agreements_scan_has_file",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(by=None) | ~Q(checked_by=F("by")), name="agreements_second_employee"
            ),
        ]


class SigningCode(models.Model):
    """Six digits for one side of one text; only their digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="codes")
    side = models.CharField(max_length=10, choices=SIDES)
    asked_by_id = models.UUIDField()  # the user, the guardian or the case, by opaque id
    sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agreement", "side", "made_at"], name="agreements_codes_of_side")]


class TransferConsent(models.Model):
    """The family lets its data go to this named guardian (B56). The receipt itself is a consent; this says to whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(FamilyCase, on_delete=models.PROTECT, related_name="transfers")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="transfers")
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "guardian"], condition=Q(withdrawn_at=None), name="agreements_transfer_once"
            )
        ]
        indexes = [models.Index(fields=["guardian", "withdrawn_at"], name="agreements_transfers")]
