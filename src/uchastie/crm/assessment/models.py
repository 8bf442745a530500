"""Profiles of involvement. Answers of beneficiaries carry neither a person nor a moment nor an order of writing: their
rows have random keys, and who has answered stands in another table."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.assessment.rules import states, texts
from uchastie.crm.assessment.rules.states import Kind, PointState, State
from uchastie.crm.network.models import Unit
from uchastie.crm.practices.rules import method
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Profile(Versioned):
    """Of one centre in one year. `code` stands in the link and the QR code for beneficiaries."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField("год")
    organisation = models.CharField("тип организации", max_length=10, choices=[(o, o) for o in method.Organisation])
    groups = models.JSONField("целевые группы", default=list)  # codes of `method.Group`
    state = models.CharField(max_length=30, default=State.DRAFT, choices=[(state, state) for state in State])
    code = models.CharField(max_length=12, unique=True)
    closes_on = models.DateField("ответы до")
    opened_at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True, blank=True)
    discussed_on = models.DateField("когда обсудили", null=True, blank=True)
    discussed_by = models.PositiveSmallIntegerField("сколько благополучателей обсуждало", null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="assessment_one_a_year"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(collected_at__isnull=False), name="assessment_collected"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.SELF_ASSESSED])
                | Q(discussed_on__isnull=False, discussed_by__gte=1),
                name="assessment_discussed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.SELF_ASSESSED, State.DISCUSSED])
                | Q(approved_at__isnull=False),
                name="assessment_approved",
            ),
        ]


class Text(models.Model):
    """One answer in words; topics stand in `rules.texts`."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="texts", db_index=False)
    topic = models.CharField(max_length=20, choices=[(topic, topic) for topic in texts.TOPICS])
    text = models.TextField("текст", max_length=texts.TEXT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "topic"], name="assessment_text_once")]


class Acceptance(models.Model):
    """Who has accepted the statement of principles, when, and which words exactly (C5)."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="acceptances", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "user", "digest"], name="assessment_accepted_once")]


class Sheet(models.Model):
    """The answers of one respondent. A beneficiary's has no user, is closed at once and says nothing of when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="sheets", db_index=False)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in Kind])
    user = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed = models.BooleanField(default=False)
    accepts = models.BooleanField("согласен с принципами", null=True, blank=True)  # of a beneficiary
    wish = models.CharField("что изменить", max_length=texts.NOTE, blank=True)

    class Meta:
        indexes = [models.Index(fields=["profile", "kind", "closed"], name="assessment_sheets")]
        constraints = [
            models.UniqueConstraint(fields=["profile", "user"], name="assessment_sheet_once"),
            models.CheckConstraint(
                condition=Q(kind=Kind.BENEFICIARY, user__isnull=True, closed=True)
                | (~Q(kind=Kind.BENEFICIARY) & Q(user__isnull=False, accepts__isnull=True, wish="")),
                name="assessment_beneficiary_is_nobody",
            ),
        ]


class Answer(models.Model):
    """`score` is None for «не знаю»."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers", db_index=False)
    question = models.CharField(max_length=4)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField("своё подтверждение", max_length=texts.NOTE, blank=True)
    comment = models.CharField("комментарий", max_length=texts.NOTE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="assessment_answer_once"),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=3), name="assessment_score"),
        ]


class Proof(models.Model):
    """A fact of the system's own records as it stood when the answer was given; a person ticked it or did not."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="proofs", db_index=False)
    code = models.CharField(max_length=30)
    text = models.CharField(max_length=200)
    against = models.BooleanField(default=False)
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "code"], name="assessment_proof_once")]


class Mark(models.Model):
    """Somebody has answered: the digest of a token, so that the same one is counted once. Leads to no answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "digest"], name="assessment_mark_once")]


class GrowthPoint(Versioned):
    """What will be changed, by whom and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="points", db_index=False)
    title = models.CharField("что изменим", max_length=texts.TITLE)
    dimension = models.CharField(max_length=12, choices=[(one, one) for one in method.Dimension])
    level = models.CharField(max_length=12, choices=[(one, one) for one in method.Level])
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("до какого дня")
    state = models.CharField(max_length=10, default=PointState.PLANNED, choices=[(s, s) for s in states.PointState])
    result = models.CharField("что вышло", max_length=texts.NOTE, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["profile", "due_on", "id"], name="assessment_points")]


class Advice(models.Model):
    """What headquarters or the federal team say to help."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="advice", db_index=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=texts.PEOPLE)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["profile", "at"], name="assessment_advice_at")]
