"""One registry, two kinds (A5). Nothing here judges a person (A10): no ratings, no «difficult», no diagnoses."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import CHOSEN, Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id
from uchastie.kernel.typos import WordGram
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Beneficiary(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=15, default=Kind.PERSON, choices=[(kind, kind) for kind in Kind])
    name = models.CharField("имя или название", max_length=200)
    volunteer_id = models.CharField("ID на Добро.рф", max_length=10, blank=True)
    # Named by a visitor, but another card has it: somebody compares the two.
    claimed_id = models.CharField("назван ID", max_length=10, blank=True)
    birth_year = models.PositiveSmallIntegerField("год рождения", null=True, blank=True)
    preferred_way = models.CharField(max_length=10, default=Way.PHONE, choices=[(way, way) for way in Way])
    preferred_time = models.CharField("когда удобно", max_length=100, blank=True)
    needs = models.JSONField("что поможет", default=list, blank=True)  # codes of `rules.Need`
    needs_note = models.CharField("что ещё поможет", max_length=300, blank=True)
    municipality = models.CharField("где живёт или работает", max_length=200, blank=True)  # A55
    oktmo = models.CharField("ОКТМО", max_length=11, blank=True)
    inn = models.CharField("ИНН", max_length=12, blank=True)
    ogrn = models.CharField("ОГРН", max_length=15, blank=True)
    kpp = models.CharField("КПП", max_length=9, blank=True)
    csr = models.BooleanField("есть опыт социальных проектов", default=False)  # A52
    contact_person = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="speaks_for",
        db_index=False,
    )
    contact_position = models.CharField("должность", max_length=100, blank=True)
    reminders_off = models.BooleanField(default=False)  # A7: reminders can be switched off
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_cards",
        db_index=False,
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    sort_name = models.CharField(max_length=90, default="", editable=False)  # see `kernel.words.sort_key`
    search_text = models.TextField(default="", editable=False)  # see `kernel.search`

    class Meta:
        indexes = [
            # Whole ones: SQLite cannot match «not empty» with a query whose value is a parameter.
            models.Index(fields=["volunteer_id"], name="people_by_volunteer_id"),
            models.Index(fields=["inn"], name="people_by_inn"),
            models.Index(fields=["sort_name", "id"], name="people_by_name"),
            models.Index(
                fields=["contact_person"], condition=Q(contact_person__isnull=False), name="people_by_contact_person"
            ),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="people_merged"),
        ]
        constraints = [
            # One ID is one person's. A card that was merged keeps what it had, so that the merging can be undone.
            models.UniqueConstraint(
                fields=["volunteer_id"], condition=~Q(volunteer_id="") & Q(merged_into=None), name="people_one_id"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="people_not_into_itself"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.PERSON) | Q(inn="", ogrn="", kpp="", csr=False, contact_person=None),
                name="people_person_is_no_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.ORGANISATION) | Q(birth_year=None), name="people_organisation_has_no_age"
            ),
        ]


class ContactPoint(models.Model):
    """A phone (E.164) or an e-mail address (lower case). The preferred one of its kind is shown and used first."""

    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="contacts", db_index=False)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value = models.CharField(max_length=254)
    whose = models.CharField("чей или какой", max_length=60, blank=True)  # «дочери», «домашний»
    preferred = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["beneficiary", "kind", "value"], name="people_contact_once"),
            models.UniqueConstraint(
                fields=["beneficiary", "kind"], condition=Q(preferred=True), name="people_one_preferred"
            ),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="people_by_contact")]


class Acquaintance(models.Model):
    """A unit knows a person because the person turned to it. Who a unit does not know, its staff do not see."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="acquaintances")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="acquaintances", db_index=False)
    since = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "beneficiary"], name="people_acquaintance_once")]
        indexes = [models.Index(fields=["unit", "since", "id"], name="people_newest_of_unit")]


class AudienceMark(models.Model):
    """A group the beneficiary belongs to (A46-A54). A resident (A49) is a person without a mark."""

    beneficiary = models.ForeignKey(
        Beneficiary, on_delete=models.CASCADE, related_name="audience_marks", db_index=False
    )
    code = models.CharField(max_length=20, choices=[(code, code) for codes in CHOSEN.values() for code in codes])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["beneficiary", "code"], name="people_audience_once")]


class Household(models.Model):
    """People of one home. One may belong to several: a child of two homes does."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)


class HouseholdMember(models.Model):
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members", db_index=False)
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="households")
    relation = models.CharField("кто это в семье", max_length=60, blank=True)  # «мама», «внук»

    class Meta:
        constraints = [models.UniqueConstraint(fields=["household", "beneficiary"], name="people_household_once")]


class NameGram(WordGram):
    """The vocabulary of names: finds the right word for a mistyped one (`kernel.typos`)."""

    class Meta(WordGram.Meta):
        pass


class Distinct(models.Model):
    """Somebody looked at two alike cards and knows that they are two people. `one` has the smaller id."""

    one = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="people_distinct_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="people_distinct_order"),
        ]


class Merging(models.Model):
    """One card went into another. `before` holds the values the kept card had, `taken` those it got; `moved` says
    which rows were given to it, by door: enough to put everything back for thirty days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kept = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="mergings")
    merged = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="merged_by")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("почему это один человек", max_length=300)
    before = models.JSONField(default=dict)
    taken = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="people_merged_once"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="people_merging_of_two"),
        ]
