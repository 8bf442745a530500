"""Practices of involvement, the people who can be recognised in them, their pictures, and who tries the same."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.consents.models import Consent
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network.models import Unit
from uchastie.crm.practices.rules import content, method
from uchastie.crm.practices.rules.states import SEALED, State
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class CaseStudy(Versioned):
    """`digest` is the seal over what those who can be recognised are asked about; `names_ok` over what was looked at for
    names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, default=State.DRAFT, choices=[(state, state) for state in State])
    title = models.CharField("название", max_length=content.TITLE)
    organisation = models.CharField("организация", max_length=content.SHORT)
    organisation_kind = models.CharField(max_length=10, choices=[(one, one) for one in method.Organisation])
    place = models.CharField("город или район", max_length=content.SHORT, blank=True)
    level = models.CharField(max_length=12, choices=[(one, one) for one in method.Level])
    format = models.CharField("формат", max_length=content.SHORT)
    groups = models.JSONField("кто участвовал", default=list)
    dimensions = models.JSONField("измерения", default=list)
    tags = models.CharField(max_length=200, default="", editable=False)  # see `rules.content.tags_of`
    degree = models.PositiveSmallIntegerField("участие", choices=[(one, one) for one in method.DEGREE_NAMES])
    did = models.TextField("что сделали", max_length=content.LONG)
    people_effect = models.TextField("что изменилось у людей", max_length=content.LONG)
    work_effect = models.TextField("что изменилось в работе", max_length=content.LONG)
    barriers = models.TextField("что мешало", max_length=content.LONG)
    quote = models.CharField("слова участника", max_length=600, blank=True)
    quoted = models.CharField("чьи слова, без имени", max_length=content.SHORT, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    names_ok = models.CharField(max_length=64, blank=True)
    reason = models.CharField("что исправить", max_length=content.REASON, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    search_text = models.TextField(default="", editable=False)  # see `kernel.search`; empty unless published

    class Meta:
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=Q(state=State.PUBLISHED), name="practices_published"
            ),
            models.Index(fields=["unit", "-changed_at", "-id"], name="practices_of_unit"),
            models.Index(fields=["state", "changed_at", "id"], name="practices_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state__in=sorted(SEALED)) | ~Q(digest=""), name="practices_sealed"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False), name="practices_published_at"
            ),
            models.CheckConstraint(condition=Q(state=State.PUBLISHED) | Q(search_text=""), name="practices_not_found"),
        ]


class CasePerson(models.Model):
    """Somebody who can be recognised. `name` is known to those who wrote it and to the person, and is published nowhere;
    it goes when the practice does. `agreed_digest` is the seal of what the person has read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="people", db_index=False)
    label = models.CharField("как назван", max_length=content.SHORT)
    name = models.CharField("имя", max_length=content.NAME, blank=True)
    consent = models.OneToOneField(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_digest = models.CharField(max_length=64, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case", "id"], name="practices_people")]


class CasePhoto(models.Model):
    """Drawn anew without place and camera. Without words for those who do not see there is no row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="photos", db_index=False)
    place = models.PositiveSmallIntegerField()
    alt = models.CharField("что на снимке", max_length=content.ALT)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="practices_photo_place"),
            models.CheckConstraint(condition=~Q(alt=""), name="practices_photo_has_words"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=content.PHOTOS), name="practices_photo_limit"),
        ]


class Trial(models.Model):
    """«Попробуем у себя»: a unit takes up the practice of another (C27). Once for a unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="trials", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="practices_trial_once")]
