"""One row about the operator, one for each way outside."""

from django.db import models

from uchastie.crm.setup.rules import ChannelKind
from uchastie.kernel.versions import Versioned


class Operator(Versioned):
    only = models.BooleanField(primary_key=True, default=True, editable=False)
    name = models.CharField("полное название", max_length=300, blank=True)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    address = models.CharField("адрес", max_length=300, blank=True)
    email = models.EmailField("почта для вопросов о данных", blank=True)
    phone = models.CharField("телефон для вопросов о данных", max_length=20, blank=True)
    registry_number = models.CharField("номер в реестре операторов", max_length=40, blank=True)
    registry_on = models.DateField("в реестре с", null=True, blank=True)
    site_name = models.CharField("название сайта", max_length=40, blank=True)
    backups_note = models.CharField("где лежат копии и кто за них отвечает", max_length=300, blank=True)
    backups_checked_on = models.DateField("когда последний раз пробовали восстановить", null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="setup_operator_one_row")]


class Channel(Versioned):
    """`own`: set on the page; else the environment speaks and the row only remembers the last check."""

    kind = models.CharField(max_length=10, primary_key=True, choices=[(kind, kind) for kind in ChannelKind])
    own = models.BooleanField(default=False)
    enabled = models.BooleanField(default=False)
    values = models.JSONField(default=dict)
    sealed = models.TextField(default="", blank=True)  # secrets, see `rules.secrets`
    checked_at = models.DateTimeField(null=True, blank=True)
    check_ok = models.BooleanField(null=True)
    check_said = models.CharField(max_length=300, blank=True)
