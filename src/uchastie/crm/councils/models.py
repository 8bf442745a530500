"""Councils, their members, meetings, decisions and evaluations. A member is in force only with a consent; a young one
only with the parent's too: the database keeps it (C17, C30)."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.consents.models import Consent
from uchastie.crm.councils import rules
from uchastie.crm.councils.rules import Fate, Kind, MeetingState, MemberRole, MemberState, PointKind, PointState
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Council(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    kind = models.CharField("что это", max_length=10, choices=[(kind, kind) for kind in Kind])
    name = models.CharField("название", max_length=rules.NAME)
    aim = models.TextField("зачем", max_length=rules.AIM)
    powers = models.TextField("что может изменить", max_length=rules.AIM)
    bounds = models.TextField("чего изменить не может", max_length=rules.AIM, blank=True)
    answer_days = models.PositiveSmallIntegerField("отвечаем на решение, дней", default=14)
    public = models.BooleanField("виден жителям", default=True)
    made_at = models.DateTimeField()
    made_on = models.DateField()  # in the zone of the unit
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=rules.LINE, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "made_at", "id"], name="councils_of_unit")]

    @property
    def zone(self) -> ZoneInfo:
        return self.unit.zone


class Member(models.Model):
    """A beneficiary or an employee, for a term. `label` says in general words whom the person speaks for; the name is
    shown to strangers only where `show_name` was chosen by the person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Beneficiary, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("от кого", max_length=rules.LABEL)
    role = models.CharField(max_length=10, default=MemberRole.MEMBER, choices=[(role, role) for role in MemberRole])
    state = models.CharField(max_length=10, choices=[(state, state) for state in MemberState])
    minor = models.BooleanField("моложе 18", default=False)
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parent_consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    show_name = models.BooleanField("показывать имя", default=False)
    since = models.DateField()
    until = models.DateField()
    renewed = models.PositiveSmallIntegerField("сколько раз продлён", default=0)
    offered_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["council", "state", "since", "id"], name="councils_members"),
            models.Index(fields=["person", "state"], name="councils_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, user__isnull=True) | Q(person__isnull=True, user__isnull=False),
                name="councils_member_is_one",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="councils_term"),
            models.CheckConstraint(
                condition=~Q(state=MemberState.ACTIVE) | Q(user__isnull=False) | Q(consent__isnull=False),
                name="councils_by_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=MemberState.ACTIVE) | Q(minor=False) | Q(parent_consent__isnull=False),
                name="councils_parent_agrees",
            ),
            models.UniqueConstraint(
                fields=["council", "person"],
                condition=Q(state__in=sorted(rules.LIVING), person__isnull=False),
                name="councils_person_once",
            ),
            models.UniqueConstraint(
                fields=["council", "user"],
                condition=Q(state__in=sorted(rules.LIVING), user__isnull=False),
                name="councils_user_once",
            ),
        ]

    @property
    def name(self) -> str:
        if self.person is not None:
            return self.person.name
        return self.user.name if self.user is not None else ""


class Meeting(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="meetings")
    state = models.CharField(max_length=10, default=MeetingState.PLANNED, choices=[(s, s) for s in MeetingState])
    starts_at = models.DateTimeField()
    place = models.CharField("где", max_length=rules.LINE)
    note = models.CharField("как войти, как подключиться", max_length=rules.LINE, blank=True)
    minutes = models.TextField("протокол", max_length=rules.TEXT, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(default=0)  # in force when it was held
    quorum = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["council", "starts_at", "id"], name="councils_meetings")]


class Attendance(models.Model):
    """`coming` is what the member said before, `came` what was noted at the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attendances")
    coming = models.BooleanField(null=True, blank=True)
    came = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="councils_attendance_once")]


class Decision(Versioned):
    """`fate_words` says what was done, or why not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    text = models.CharField("решение", max_length=rules.LINE)
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_abstained = models.PositiveSmallIntegerField(default=0)
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    due_on = models.DateField()
    fate = models.CharField(max_length=10, default=Fate.PLANNED, choices=[(fate, fate) for fate in Fate])
    fate_words = models.CharField(max_length=rules.LINE, blank=True)
    fate_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=32, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["council", "decided_on", "id"], name="councils_decisions"),
            models.Index(fields=["fate", "due_on", "id"], name="councils_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(fate__in=[Fate.DONE, Fate.REFUSED, Fate.CHECKED]) | ~Q(fate_words=""),
                name="councils_fate_in_words",
            )
        ]


class Point(models.Model):
    """`meeting` is empty while a proposal waits. `decision` is the overdue one the point has come from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="points")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="points")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=[(state, state) for state in PointState])
    kind = models.CharField(max_length=10, default=PointKind.DECIDE, choices=[(kind, kind) for kind in PointKind])
    title = models.CharField("о чём", max_length=rules.LINE)
    minutes = models.PositiveSmallIntegerField("минут", default=15)
    by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="points")
    answer = models.CharField("почему не взяли", max_length=rules.LINE, blank=True)
    made_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)

    class Meta:
        indexes = [models.Index(fields=["council", "state", "made_at", "id"], name="councils_points")]


class Evaluation(Versioned):
    """What is evaluated, the conclusion of the panel, the answer of the unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="evaluations")
    subject = models.CharField("что оцениваем", max_length=rules.LINE)
    criteria = models.JSONField(default=list)  # of titles; the place is the key
    made_at = models.DateTimeField()
    conclusion = models.TextField("вывод", max_length=rules.TEXT, blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    answer = models.TextField("ответ", max_length=rules.TEXT, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["council", "made_at", "id"], name="councils_evaluations")]


class Mark(models.Model):
    """Of one member; nobody but the member reads it, all others see averages."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="marks")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    criterion = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "member", "criterion"], name="councils_mark_once"),
            models.CheckConstraint(condition=Q(value__lte=3), name="councils_mark_value"),
        ]
