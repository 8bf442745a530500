"""Facts of informing, campaigns with their links, partners with joint events, checks of the site. Nothing is deleted:
what was a mistake is taken back and says why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.events.models import Event
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach.rules import Channel, Form, Kind, Source, Way
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Topic(models.Model):
    """What a fact is about: a project of the Association or another federal one (A89). Reference data."""

    code = models.CharField(primary_key=True, max_length=30)
    name = models.CharField(max_length=100)
    place = models.PositiveSmallIntegerField(default=0)


class Fact(Versioned):
    """One line of the ledger. The same fact stands once in a centre, whoever enters it: `digest`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="outreach")
    kind = models.CharField("что это", max_length=10, choices=[(kind, kind) for kind in Kind])
    channel = models.CharField("где", max_length=10, choices=[(one, one) for one in Channel])
    form = models.CharField("статья или видео", max_length=10, blank=True, choices=[(form, form) for form in Form])
    day = models.DateField("день")
    title = models.CharField("название", max_length=200)
    link = models.CharField("ссылка", max_length=520, blank=True)
    host = models.CharField(max_length=255, blank=True)
    digest = models.CharField(max_length=64)
    source = models.CharField("чьи проекты", max_length=12, blank=True, choices=[(one, one) for one in Source])
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="facts")
    note = models.CharField("заметка", max_length=500, blank=True)
    pictures = models.PositiveSmallIntegerField(default=0)  # files of proof kept with it
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-day", "-id"], name="outreach_by_day"),
            models.Index(fields=["-day", "-id"], name="outreach_by_day_all"),
            models.Index(fields=["unit", "host", "-made_at"], name="outreach_by_host"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "digest"], condition=Q(taken_back_at__isnull=True), name="outreach_fact_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_reason=""), name="outreach_taken_has_reason"
            ),
        ]

    @property
    def proved(self) -> bool:
        return bool(self.link or self.pictures)


class Campaign(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField("название", max_length=150)
    way = models.CharField("в сети или вне сети", max_length=10, choices=[(way, way) for way in Way])
    starts_on = models.DateField("начало")
    ends_on = models.DateField("окончание")
    ages = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    about = models.TextField("о чём", blank=True)
    pictures = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=32)  # the same form twice is one campaign
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-starts_on", "-id"], name="outreach_campaigns")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="outreach_campaign_period"),
            models.UniqueConstraint(fields=["unit", "key"], name="outreach_campaign_form_once"),
        ]


class CampaignLink(models.Model):
    """One channel of a campaign has one link to the application: by it requests are counted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="links")
    channel = models.CharField(max_length=10, choices=[(one, one) for one in Channel])
    code = models.SlugField(max_length=16, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "channel"], name="outreach_link_once")]


class Partner(Versioned):
    """An organisation the centre works with (A88); `organisation` is its card of the registry, when it has one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="outreach_partners")
    name = models.CharField("название", max_length=200)
    organisation = models.ForeignKey(
        Beneficiary, null=True, blank=True, on_delete=models.SET_NULL, related_name="partnerships"
    )
    about = models.TextField("чем занимается", blank=True)
    link = models.CharField("сайт", max_length=520, blank=True)
    agreement = models.CharField("соглашение", max_length=300, blank=True)
    since = models.DateField("с какого дня")
    ended_on = models.DateField("по какой день", null=True, blank=True)
    pictures = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "name", "id"], name="outreach_partners")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="outreach_partner_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="outreach_partner_period"
            ),
        ]


class JointEvent(models.Model):
    """An event of the centre held with a partner."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="joint")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="joint")
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "event"], condition=Q(removed_at__isnull=True), name="outreach_joint_once"
            )
        ]


class SiteCheck(models.Model):
    """Somebody has looked at the whole site of the centre (A97). A check does not change; the next one is another row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="site_checks")
    day = models.DateField("день проверки")
    link = models.CharField("адрес сайта", max_length=520)
    present = models.JSONField(default=list)  # codes of what is there
    complete = models.BooleanField(default=False)
    note = models.CharField("заметка", max_length=500, blank=True)
    pictures = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "day", "at"], name="outreach_site")]
