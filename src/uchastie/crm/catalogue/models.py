"""Services and the regulations they are delivered by. One regulation of a service is in force at a time; old ones stay,
because deliveries and open requests refer to the version they were started under."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.rules import PackageLevel, RegulationStatus, ServiceKind, ServiceType
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned


class Partner(models.Model):
    """The owner of a practice that became a service (A2)."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=True)  # a doubtful partner is shown to staff only, with the note


class Audience(models.Model):
    """A group of beneficiaries the services are meant for, e.g. P_RESIDENT."""

    code = models.CharField(primary_key=True, max_length=20)
    name = models.CharField(max_length=200)
    plain = models.CharField(max_length=100)  # for citizens, completes «Подойдёт …»
    for_organisations = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)


class Principle(models.Model):
    """One of the eight principles of work: the standard for staff and the checklist of quality control (A6)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=100)
    meaning = models.CharField(max_length=300)


class Service(Versioned):
    code = models.SlugField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ServiceKind])
    type = models.CharField(max_length=20, choices=[(kind, kind) for kind in ServiceType])
    level = models.CharField(max_length=10, blank=True, choices=[(level, level) for level in PackageLevel])
    level_confirmed = models.BooleanField(default=False)  # shown as «уточняется» until the federal team confirms
    name = models.CharField("название", max_length=200)
    short = models.CharField("коротко, простыми словами", max_length=300)
    goal = models.TextField("цель")
    tasks = models.JSONField("задачи", default=list)  # list of strings, in order
    outcomes = models.JSONField("что получит человек", default=list)  # list of strings, in plain words
    minutes = models.PositiveSmallIntegerField("обычная длительность, мин", default=40)
    place = models.PositiveSmallIntegerField(default=0)  # order in lists
    active = models.BooleanField(default=True)
    partners = models.ManyToManyField(Partner, blank=True, related_name="services")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="services")

    class Meta:
        indexes = [models.Index(fields=["place", "code"], name="catalogue_service_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ServiceKind.BASE, level="") | (Q(kind=ServiceKind.ELECTIVE) & ~Q(level="")),
                name="catalogue_level_of_elective_only",
            )
        ]

    @property
    def journal_id(self) -> UUID:
        """The journal knows objects by UUID, a service is known by its code: this one is made from the code."""
        return uuid5(NAMESPACE_URL, f"uchastie:catalogue/{self.code}")


class Topic(models.Model):
    """What a consultation was about (A67); a service without topics asks nothing."""

    code = models.SlugField(primary_key=True, max_length=40)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(default=0)


class Regulation(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="regulations")
    number = models.PositiveSmallIntegerField("версия")
    status = models.CharField(max_length=12, choices=[(status, status) for status in RegulationStatus])
    summary = models.TextField("о чём регламент", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changes = models.CharField("что изменилось", max_length=500, blank=True)
    reread = models.BooleanField("прочесть заново", default=True)  # those who knew the version before read this one

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="catalogue_regulation_number"),
            models.UniqueConstraint(
                fields=["service"], condition=Q(status="published"), name="catalogue_regulation_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(status="draft"), name="catalogue_regulation_one_draft"
            ),
        ]


class RegulationStep(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    regulation = models.ForeignKey(Regulation, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=500, blank=True)
    required = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regulation", "place"], name="catalogue_step_place")]
