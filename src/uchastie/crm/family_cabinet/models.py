"""What a family has written to the headquarters, and the answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.family_cabinet.rules import About, Kind
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned


class Appeal(Versioned):
    """`unit` is who answers: the headquarters of the family, or the federal team when it is about the headquarters."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(FamilyCase, on_delete=models.CASCADE, related_name="appeals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in Kind])
    about = models.CharField(max_length=10, choices=[(about, about) for about in About])
    text = models.TextField("что случилось", blank=True)
    key = models.CharField(max_length=32, unique=True)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField("ответить до")
    answer = models.TextField("ответ", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "due_at", "id"], condition=Q(answered_at=None), name="appeals_waiting"),
            models.Index(fields=["unit", "sent_at", "id"], name="appeals_by_unit"),
            models.Index(fields=["case", "sent_at"], name="appeals_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind="forget", answered_at=None), name="appeals_forget_once"
            ),
            models.CheckConstraint(condition=Q(answered_at=None) | ~Q(answer=""), name="appeals_answered_in_words"),
        ]
