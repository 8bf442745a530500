"""Licences of centres, the texts they are made from, sets of services in versions and what the sets offer.

The four base services need no row of `Offer`: every centre has them (A26). The rows are written only by an approved
set, and are read by everything that asks whether a centre offers a service."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Service
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.licensing.rules import LIVING, OPEN_SET, Item, SetState, State, TextKind
from uchastie.crm.network.models import Region, Unit
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Offer(models.Model):
    """A service of the centre's approved set, from `since` until it is ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="offers")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="offers")
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "service"], condition=Q(ended_at__isnull=True), name="licensing_offer_once"
            )
        ]


class LicenceText(models.Model):
    """A published text never changes: a correction is the next number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in TextKind])
    number = models.PositiveSmallIntegerField("редакция")
    brief = models.TextField("коротко", blank=True)  # a line «heading: explanation» for each point; terms only
    body = models.TextField("текст")
    note = models.CharField("что изменено", max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="licensing_text_number")]


class LicenceSeries(models.Model):
    """The last number given by a region."""

    region_code = models.CharField(max_length=2, unique=True)
    last = models.PositiveIntegerField(default=0)


class Licence(Versioned):
    """From the application of a host organisation to the end of its agreement. `unit` comes with the agreement."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("номер", max_length=20, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, default=State.APPLIED, choices=[(state, state) for state in State])
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="licences")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="licences")
    host_name = models.CharField("организация", max_length=300)
    host_inn = models.CharField("ИНН", max_length=12)
    signer = models.CharField("кто подписывает", max_length=200)
    centre_name = models.CharField("центр", max_length=200)
    town = models.CharField("населённый пункт", max_length=100)
    address = models.CharField("адрес", max_length=300)
    contact_name = models.CharField("руководитель центра", max_length=150)
    contact_phone = models.CharField("телефон", max_length=20)
    contact_email = models.EmailField("адрес эл. почты")
    about = models.TextField("о себе", blank=True)
    applied_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decision_reason = models.CharField(max_length=500, blank=True)
    text = models.ForeignKey(LicenceText, null=True, blank=True, on_delete=models.PROTECT, related_name="licences")
    body = models.TextField(blank=True)  # with everything filled in; does not change any more
    sha256 = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)  # the last day it counts
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scan_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    active_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_until = models.DateField(null=True, blank=True)
    suspend_reason = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(state__in=LIVING), name="licensing_one_living"),
            models.CheckConstraint(
                condition=~Q(state__in=LIVING) | Q(unit__isnull=False, number__isnull=False),
                name="licensing_living_has_centre",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | Q(scan_by=None) | ~Q(agreed_by=models.F("scan_by")),
                name="licensing_second_employee",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-applied_at", "-id"], name="licensing_by_state"),
            models.Index(fields=["region", "state", "-applied_at", "-id"], name="licensing_of_region"),
        ]


class TermsAcceptance(models.Model):
    """«ОЗНАКОМИТЬСЯ» (A64): who, when, which edition, from which address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="acceptances")
    text = models.ForeignKey(LicenceText, on_delete=models.PROTECT, related_name="acceptances")
    user = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=150)
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["licence", "text"], name="licensing_acceptance_once")]


class ServiceSet(Versioned):
    """A version of «Приложение № 4» (A30). `rows` and `package` are frozen at approval: the paper never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="sets")
    number = models.PositiveSmallIntegerField("версия")
    state = models.CharField(max_length=10, default=SetState.DRAFT, choices=[(state, state) for state in SetState])
    studied = models.JSONField(default=list)  # codes of the services whose pages were read
    answers = models.JSONField(default=dict)  # code → [experience, interest], 0-3 or null
    codes = models.JSONField(default=list)  # the elective services chosen
    package = models.CharField(max_length=20, blank=True)
    rows = models.JSONField(default=list)  # [[code, name, level, confirmed]], base ones first
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)  # why it was given back, or what the approver says

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="licensing_set_number"),
            models.UniqueConstraint(fields=["unit"], condition=Q(state__in=OPEN_SET), name="licensing_one_open_set"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(state=SetState.APPROVED), name="licensing_one_approved_set"
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at", "id"], name="licensing_sets_waiting")]


class PremisesCheck(models.Model):
    """The last look at one item of a centre's checklist (A69)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="checks")
    item = models.CharField(max_length=20, choices=[(item, item) for item in Item])
    ready = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "item"], name="licensing_check_once")]


class PremisesMark(models.Model):
    """Every mark of the checklist as it was made: the history that figures count. `day` is of the unit's zone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=20, choices=[(item, item) for item in Item])
    ready = models.BooleanField()
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "at"], name="licensing_marks_of_unit")]


class LocalNote(Versioned):
    """What staff tell people about volunteering in their country, region or town (A72): one page for each unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="local_note")
    text = models.TextField("что знать", blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
