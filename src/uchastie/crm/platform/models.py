"""Communities and their readings, proofs of what was put up, questions, useful actions, numbers of months.

Nothing is overwritten: a corrected reading or month stays as the row that was replaced, with who and when."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.platform import rules
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


def _by() -> Any:
    return models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")


class Community(Versioned):
    """`closed_on` is the first day without it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("что это", max_length=6, choices=[(kind, kind) for kind in rules.Community])
    name = models.CharField("название", max_length=150)
    url = models.CharField("ссылка", max_length=300)
    opened_on = models.DateField("открыто")
    closed_on = models.DateField("закрыто", null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = _by()

    class Meta:
        indexes = [models.Index(fields=["unit", "kind", "opened_on"], name="platform_communities")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(kind=rules.Community.CENTRE, closed_on__isnull=True),
                name="platform_one_own_community",
            ),
            models.UniqueConstraint(
                fields=["unit", "url"], condition=Q(closed_on__isnull=True), name="platform_community_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="platform_closed_after_opened",
            ),
        ]


class Reading(models.Model):
    """How many there were on a day. One stands for a day; those it replaced stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="readings")
    day = models.DateField()
    subscribers = models.PositiveIntegerField("подписчики", null=True, blank=True)
    active = models.PositiveIntegerField("активные", null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = _by()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["community", "-day", "-made_at"], name="platform_readings")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "day"], condition=Q(replaced_at__isnull=True), name="platform_reading_a_day"
            ),
            models.CheckConstraint(
                condition=Q(subscribers__isnull=False) | Q(active__isnull=False), name="platform_reading_says"
            ),
            models.CheckConstraint(
                condition=Q(subscribers__isnull=True) | Q(active__isnull=True) | Q(active__lte=F("subscribers")),
                name="platform_active_among",
            ),
        ]


class Placement(models.Model):
    """A link, a video or a poster where people see it. `until` is the first day without it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("что это", max_length=8, choices=[(kind, kind) for kind in rules.Placement])
    since = models.DateField("с какого дня")
    until = models.DateField("до какого дня", null=True, blank=True)
    url = models.CharField("ссылка", max_length=300, blank=True)
    photo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("где именно", max_length=200, blank=True)
    key = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by = _by()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = _by()

    class Meta:
        indexes = [models.Index(fields=["unit", "kind", "since"], name="platform_placements")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="platform_placement_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="platform_until_after_since"
            ),
            models.CheckConstraint(condition=~Q(url="") | Q(photo__isnull=False), name="platform_placement_proved"),
        ]


class Question(models.Model):
    """Short questions about one product, answered at once or still waiting. No names and no words of people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField("о чём", max_length=12, choices=[(topic, topic) for topic in rules.Topic])
    count = models.PositiveSmallIntegerField("сколько", default=1)
    day = models.DateField()
    outcome = models.CharField(max_length=8, choices=[(one, one) for one in rules.Outcome])
    key = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by = _by()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = _by()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "day", "id"], name="platform_questions"),
            models.Index(fields=["unit", "-made_at", "-id"], name="platform_newest_questions"),
            models.Index(fields=["unit", "day"], condition=Q(outcome=rules.Outcome.WAITING), name="platform_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="platform_question_once"),
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=rules.MOST_AT_ONCE), name="platform_question_count"
            ),
        ]


class UsefulMark(models.Model):
    """A useful action of a person (A104), on the word of the person, of an employee or of a table."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("что сделано", max_length=10, choices=[(kind, kind) for kind in rules.Action])
    day = models.DateField()
    source = models.CharField(max_length=5, choices=[(one, one) for one in rules.Source])
    made_at = models.DateTimeField()
    made_by = _by()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-made_at", "-id"], name="platform_newest_marks"),
            models.Index(fields=["unit", "day"], name="platform_marks_by_day"),
            models.Index(fields=["person", "-day"], name="platform_marks_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "day"],
                condition=Q(cancelled_at__isnull=True),
                name="platform_mark_once",
            )
        ]


class TableImport(models.Model):
    """A table on trial: its rows stay until they are written, or for a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")  # where its author works
    by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=6, choices=[("months", "months"), ("useful", "useful")])
    made_at = models.DateTimeField()
    rows = models.JSONField(default=list)
    fresh = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    saved = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="platform_tables_by_age")]


class MonthFigures(models.Model):
    """The numbers of a month (A105). The newest version stands, the others tell what was known before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    number = models.PositiveSmallIntegerField("версия")
    users = models.PositiveIntegerField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    signins = models.PositiveIntegerField(null=True, blank=True)
    useful = models.PositiveIntegerField(null=True, blank=True)
    proof = models.CharField("ссылка на источник", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    table = models.ForeignKey(TableImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(max_length=5, choices=[(one, one) for one in (rules.Source.STAFF, rules.Source.TABLE)])
    made_at = models.DateTimeField()
    made_by = _by()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-month", "-number"], name="platform_months")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month", "number"], name="platform_month_versions"),
            models.UniqueConstraint(
                fields=["unit", "month"], condition=Q(replaced_at__isnull=True), name="platform_month_once"
            ),
            models.CheckConstraint(
                condition=Q(users__isnull=True) | Q(useful__isnull=True) | Q(useful__lte=F("users")),
                name="platform_useful_among",
            ),
        ]

    @property
    def values(self) -> rules.MonthValues:
        return rules.MonthValues(self.users, self.hours, self.signins, self.useful)
