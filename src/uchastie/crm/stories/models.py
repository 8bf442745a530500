"""Stories of guardians about families. The database itself keeps back what the family has not agreed to: a row can be
in moderation or published only with a consent whose seal is the seal of the words and photos (B21, B49)."""

from django.db import models
from django.db.models import F, Q

from uchastie.crm.consents.models import Consent
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.network.models import Unit
from uchastie.crm.stories import rules
from uchastie.crm.stories.rules import AGREED, GONE, StoryState
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned


class Story(Versioned):
    """`digest` is the seal over what was sent to the family, `agreed_digest` over what it has agreed to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pair = models.ForeignKey(Guardianship, on_delete=models.PROTECT, related_name="stories")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="stories")
    case = models.ForeignKey(FamilyCase, on_delete=models.PROTECT, related_name="stories")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stories")
    state = models.CharField(max_length=16, default=StoryState.DRAFT, choices=[(s, s) for s in StoryState])
    title = models.CharField("название", max_length=rules.TITLE, blank=True)
    text = models.TextField("текст", max_length=rules.TEXT, blank=True)
    family_name = models.CharField("как назвать семью в истории", max_length=rules.FAMILY_NAME, blank=True)
    video_url = models.CharField("ссылка на видео", max_length=320, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    consent = models.OneToOneField(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_digest = models.CharField(max_length=64, blank=True)
    show_until = models.DateField(null=True, blank=True)  # the consent counts so long
    reason = models.CharField("почему вернули или сняли", max_length=rules.REASON, blank=True)
    returned_by_family = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)  # to the family, the first time: from then on it knows
    changed_at = models.DateTimeField()  # when it came into its state
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=Q(state=StoryState.PUBLISHED), name="stories_published"
            ),
            models.Index(fields=["state", "changed_at", "id"], name="stories_by_state"),
            models.Index(fields=["unit", "state", "changed_at", "id"], name="stories_of_unit"),
            models.Index(fields=["guardian", "-created_at"], name="stories_of_guardian"),
            models.Index(fields=["case", "-created_at"], name="stories_of_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(AGREED))
                | (
                    ~Q(digest="")
                    & Q(consent__isnull=False, agreed_digest=F("digest"), show_until__isnull=False)
                    & ~Q(title="")
                    & ~Q(text="")
                ),
                name="stories_agreed_by_family",
            ),
            models.CheckConstraint(
                condition=~Q(state=StoryState.PUBLISHED) | Q(published_at__isnull=False), name="stories_published_at"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(GONE)) | Q(title="", text="", family_name="", video_url=""),
                name="stories_gone_are_empty",
            ),
        ]


class StoryPhoto(models.Model):
    """Two sizes of one photo, drawn anew without place and camera. Without words for the blind there is no row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="photos")
    place = models.PositiveSmallIntegerField()  # 1 to PHOTOS
    alt = models.CharField("что на снимке", max_length=rules.ALT)
    large = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    small = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["story", "place"], name="stories_photo_place"),
            models.CheckConstraint(condition=~Q(alt=""), name="stories_photo_has_words"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=rules.PHOTOS), name="stories_photo_limit"),
        ]
