"""An event, those who registered, those who came, a table of participants.

The number of taken places stands on the event itself and is changed by one conditional UPDATE: two people cannot get
the last place, whatever the database."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.events.rules import Kind, MarkWay, Source, Standing, State
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.visits.models import Visit
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Event(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="events")
    code = models.SlugField(max_length=12, unique=True)  # of the public address
    state = models.CharField(max_length=10, default=State.DRAFT, choices=[(state, state) for state in State])
    kind = models.CharField("что это", max_length=12, choices=[(kind, kind) for kind in Kind])
    title = models.CharField("название", max_length=150)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    day = models.DateField()  # of the beginning, in the zone of the centre: what events are counted by
    online = models.BooleanField("в сети", default=False)
    place = models.CharField("где", max_length=300, blank=True)  # "" is the centre itself
    places = models.PositiveIntegerField("мест", null=True, blank=True)  # None is no limit
    taken = models.PositiveIntegerField(default=0)
    min_age = models.PositiveSmallIntegerField("с какого возраста", null=True, blank=True)
    about = models.TextField("что будет", blank=True)
    leader = models.CharField("кто ведёт", max_length=300, blank=True)
    bring = models.CharField("что взять", max_length=300, blank=True)
    accessibility = models.CharField("доступность", max_length=300, blank=True)
    photos = models.CharField("снимаем ли", max_length=300, blank=True)
    serial = models.PositiveIntegerField(default=0)  # the last number given to a registration
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "day", "id"], name="events_by_day"),
            models.Index(fields=["unit", "state", "starts_at", "id"], name="events_by_state"),
            models.Index(fields=["state", "ends_at"], name="events_to_hold"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_end_after_start"),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(taken__lte=F("places")), name="events_places_kept"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | ~Q(cancel_reason=""), name="events_cancelled_has_reason"
            ),
        ]

    @property
    def zone(self) -> ZoneInfo:
        return self.unit.zone

    @property
    def where(self) -> str:
        """For a person who has to come."""
        if self.online:
            return self.place or "в сети, ссылку пришлём"
        return self.place or ", ".join(part for part in (self.unit.name, self.unit.place) if part)


class Registration(models.Model):
    """One person with those who come along. Never deleted: cancelled, and then the same person may register again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="event_registrations")
    number = models.PositiveIntegerField()  # within the event: told at the door when there is no telephone
    people = models.PositiveSmallIntegerField("сколько человек", default=1)
    standing = models.CharField(max_length=10, choices=[(one, one) for one in Standing])
    source = models.CharField(max_length=8, choices=[(one, one) for one in Source])
    key = models.CharField(max_length=40)  # the same form twice is one registration
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    placed_at = models.DateTimeField(null=True, blank=True)  # when it got its places
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["event", "standing", "made_at", "id"], name="events_queue"),
            models.Index(fields=["person", "made_at"], name="events_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="events_form_once"),
            models.UniqueConstraint(fields=["event", "number"], name="events_number_once"),
            models.UniqueConstraint(
                fields=["event", "person"], condition=~Q(standing=Standing.CANCELLED), name="events_person_once"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="events_somebody"),
        ]


class Attendance(models.Model):
    """One mark at the door: a person who is known, or some who gave no name. Cancelled, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="attendances")
    registration = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Beneficiary, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(default=1)
    way = models.CharField(max_length=8, choices=[(way, way) for way in MarkWay])
    visit = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(max_length=40)
    at = models.DateTimeField()
    sent_at = models.DateTimeField()  # later than `at` when the device had no connection
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["event", "at", "id"], name="events_marks"),
            models.Index(fields=["person", "at"], name="events_came"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="events_mark_once"),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(cancelled_at__isnull=True, person__isnull=False),
                name="events_reach_once",
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="events_mark_somebody"),
        ]


class ParticipantImport(models.Model):
    """A table on trial: its rows stay until they are written, or for a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    came = models.BooleanField(default=False)  # the table says who came; else who is registered
    rows = models.JSONField(default=list)
    fresh = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="events_imports_by_age")]


class YearPublication(models.Model):
    """«Календарь опубликован 15 января»: who, when, and where else the town reads it (A90)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="published_years")
    year = models.PositiveSmallIntegerField()
    day = models.DateField()  # of the publication, in the zone of the centre
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    events = models.PositiveSmallIntegerField(default=0)  # how many stood in it then
    link = models.URLField("где ещё", max_length=500, blank=True)  # of the post in the community

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="events_year_once")]
