"""Surveys and answers. A finished sheet has no thread to who has answered: the database itself refuses one (C17, C30)."""

from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from uchastie.crm.consents.models import Consent
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.surveys import rules
from uchastie.crm.surveys.rules import Audience, Form, Kind, State
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned


class Survey(Versioned):
    """`body_id` is the council that is asked, `outcome_kind` and `outcome_id` what became of it: both stand above."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="surveys")
    code = models.SlugField(max_length=12, unique=True)
    form = models.CharField("что это", max_length=14, choices=[(form, form) for form in Form])
    audience = models.CharField("кого спрашиваем", max_length=8, choices=[(one, one) for one in Audience])
    body_id = models.UUIDField(null=True, blank=True)
    title = models.CharField("название", max_length=rules.TITLE)
    aim = models.TextField("зачем спрашиваем", max_length=rules.TEXT)
    asked = models.PositiveIntegerField("скольким предложили", null=True, blank=True)
    state = models.CharField(max_length=8, default=State.DRAFT, choices=[(state, state) for state in State])
    closes_on = models.DateField("последний день")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_day = models.DateField(null=True, blank=True)  # in the zone of the unit: what surveys are counted by
    result = models.TextField("что из этого вышло", max_length=rules.TEXT, blank=True)
    result_at = models.DateTimeField(null=True, blank=True)
    outcome_kind = models.CharField(max_length=10, blank=True)
    outcome_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "made_at", "id"], name="surveys_of_unit"),
            models.Index(fields=["state", "closes_on"], name="surveys_to_close"),
        ]

    @property
    def zone(self) -> ZoneInfo:
        return self.unit.zone


class Question(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()  # from 1
    kind = models.CharField(max_length=4, choices=[(kind, kind) for kind in Kind])
    title = models.CharField("вопрос", max_length=rules.LINE)
    hint = models.CharField("пояснение", max_length=rules.LINE, blank=True)
    options = models.JSONField(default=list, blank=True)
    faces = models.BooleanField(default=False)
    more = models.CharField("что спросить словами", max_length=rules.LINE, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["survey", "place"], name="surveys_question_place")]


class Invitation(models.Model):
    """Who was asked by name. Whether the person has answered is said by `Voice`, never what."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "at"], name="surveys_asked_of_person")]
        constraints = [models.UniqueConstraint(fields=["survey", "person"], name="surveys_invited_once")]


class Permit(models.Model):
    """The parent's consent for one teenager, by a code. The name of the parent stands in the consent alone, that of the
    teenager nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="permits")
    code = models.CharField(max_length=8, unique=True)
    consent = models.OneToOneField(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["survey", "made_at"], name="surveys_permits")]


class Sheet(models.Model):
    """`ticket` (a digest of the cookie) and `permit` stand while it is being filled and are wiped at the end."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # random: says nothing of the moment
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sheets")
    ticket = models.CharField(max_length=64, blank=True)
    permit = models.ForeignKey(Permit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    known = models.BooleanField(default=False)  # somebody who is in by a code, or by a parent's consent
    begun_on = models.DateField()
    finished = models.BooleanField(default=False)
    slot = models.DateTimeField(null=True, blank=True)  # ten minutes in which it was finished

    class Meta:
        indexes = [models.Index(fields=["survey", "finished", "slot"], name="surveys_sheets")]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "ticket"], condition=~Q(ticket=""), name="surveys_one_sheet_of_ticket"
            ),
            models.CheckConstraint(
                condition=Q(finished=False) | Q(ticket="", permit__isnull=True, slot__isnull=False),
                name="surveys_finished_is_nobodys",
            ),
        ]


class Answer(models.Model):
    """`chosen` are places of the options; of a ranking in their order. A skipped question has no row."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    chosen = models.JSONField(default=list, blank=True)
    text = models.CharField("своими словами", max_length=rules.MOST_TEXT, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="surveys_answer_once")]


class Voice(models.Model):
    """Somebody has answered: a digest of who, without a moment and without a way to the sheet."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="voices")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "digest"], name="surveys_one_voice")]
