"""The hierarchy. Visibility follows `Unit.path`: a unit sees itself and what lies below."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.rules import ImportKind, Interval, UnitKind, UnitStatus
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned


class Region(models.Model):
    """A subject of the Federation; codes of the federal tax service (GAR), not of car plates."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    district = models.CharField("федеральный округ", max_length=10)
    tz = models.CharField("часовой пояс", max_length=40)
    oktmo_prefix = models.CharField(max_length=5)
    iso = models.CharField(max_length=10)


class Unit(Versioned):
    """Federal team, regional or municipal headquarters, or a centre."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    # "/", "/66/", "/66/uralmash/": the path of a unit starts the paths of all units below it.
    path = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in UnitKind])
    status = models.CharField(max_length=20, default=UnitStatus.ACTIVE, choices=[(s, s) for s in UnitStatus])
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    name = models.CharField("название", max_length=200)
    host_name = models.CharField("при какой организации работает", max_length=300, blank=True)
    host_inn = models.CharField("ИНН организации", max_length=12, blank=True)
    town = models.CharField("населённый пункт", max_length=100, blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)
    directions = models.CharField("как пройти", max_length=300, blank=True)
    phone = models.CharField("телефон", max_length=20, blank=True)
    email = models.EmailField("адрес эл. почты", blank=True)
    tz = models.CharField("часовой пояс", max_length=40, default="Europe/Moscow")
    latitude = models.FloatField("широта", null=True, blank=True)
    longitude = models.FloatField("долгота", null=True, blank=True)
    search_text = models.TextField(default="", editable=False)  # see `kernel.search`

    class Meta:
        indexes = [models.Index(fields=["kind", "region", "town", "name"], name="network_unit_find")]
        constraints = [
            models.CheckConstraint(condition=Q(path__startswith="/") & Q(path__endswith="/"), name="network_unit_path"),
        ]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)

    @property
    def place(self) -> str:
        """The address with the town, once; "" when nothing is known."""
        if self.town in self.address:
            return self.address
        return ", ".join(part for part in (self.town, self.address) if part)

    def week(self) -> list[Interval]:
        """The opening hours; no query when they came with the unit."""
        return [Interval(row.weekday, row.opens, row.closes) for row in self.hours.all()]


class OpeningHours(models.Model):
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="hours", db_index=False)
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="network_hours_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=models.F("opens")), name="network_hours_order"),
            models.UniqueConstraint(fields=["unit", "weekday", "opens"], name="network_hours_once"),
        ]


class Premises(models.Model):
    """A room or hall of a centre where people are received."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="premises")
    name = models.CharField("название", max_length=100)
    note = models.CharField("этаж, вход, доступность", max_length=200, blank=True)
    step_free = models.BooleanField("можно попасть без ступеней", default=False)


class TerritoryPart(models.Model):
    """A municipality that the centre serves."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="territory", db_index=False)
    oktmo = models.CharField("ОКТМО", max_length=11)
    name = models.CharField("муниципальное образование", max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "oktmo"], name="network_territory_once")]


class Assignment(models.Model):
    """A person's role in a unit. It reaches the unit and all below, from `since` until it is ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    position = models.CharField("должность", max_length=150, blank=True)
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(ended_at__isnull=True),
                name="network_assignment_once",
            )
        ]


class Invitation(models.Model):
    """A one-time link that makes a user with a role. The token is kept only as a digest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    email = models.EmailField("адрес эл. почты", blank=True)
    name = models.CharField("имя и фамилия", max_length=150, blank=True)
    position = models.CharField("должность", max_length=150, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)


class Import(models.Model):
    """A table of centres or staff between its trial and its writing. The rows go when they are no longer needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in ImportKind])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    rows = models.JSONField(default=list)  # [{number, cells, verdict, problems}], see `rules.imports`
    total = models.PositiveIntegerField(default=0)  # good rows
    started_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)  # good rows looked at; grows while the job runs
    finished_at = models.DateTimeField(null=True, blank=True)
