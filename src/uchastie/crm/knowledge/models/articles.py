"""Articles of the knowledge base: a text in editions, an owner, the day of the next check, what readers answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Service
from uchastie.crm.knowledge.rules import articles as rules
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id
from uchastie.kernel.typos import WordGram
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class Article(Versioned):
    """Without a unit it is of the whole country; of a headquarters, for its region; of a centre, for the centre.

    `owner` checks it in time; nobody by name means whoever writes for this unit. `code` is that of a text given with the
    product. `edition` is the number of the last one; `check_on` is the last day on which the next check is in time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=60, null=True, blank=True, unique=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("что это", max_length=20, choices=[(kind, kind) for kind in rules.Kind])
    title = models.CharField("название", max_length=rules.TITLE_LENGTH)
    body = models.TextField("текст")
    chapter = models.CharField("глава", max_length=20, blank=True, choices=[(one, one) for one in rules.Chapter])
    services = models.ManyToManyField(Service, blank=True, related_name="articles")
    audience = models.CharField("кому", max_length=rules.SHORT_LENGTH, blank=True)
    giver = models.CharField("кто даёт", max_length=rules.SHORT_LENGTH, blank=True)
    until = models.DateField("последний день", null=True, blank=True)
    link = models.CharField("ссылка", max_length=500, blank=True)
    owner = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    check_on = models.DateField("проверить до")
    checked_on = models.DateField("проверена")
    edition = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sort_name = models.CharField(max_length=120, default="", editable=False)
    search_text = models.TextField(default="", editable=False)  # see `kernel.search`

    class Meta:
        indexes = [
            models.Index(fields=["unit", "sort_name", "id"], name="knowledge_articles", condition=Q(archived_at=None)),
            models.Index(fields=["check_on"], name="knowledge_checks", condition=Q(archived_at=None)),
            models.Index(fields=["owner", "check_on"], name="knowledge_owned", condition=Q(archived_at=None)),
        ]


class Tag(models.Model):
    """A word by which articles are gathered."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=rules.TAG_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "name"], name="knowledge_tag_once")]
        indexes = [models.Index(fields=["name"], name="knowledge_tag_name")]


class Edition(models.Model):
    """The text as it was after one change, for good."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=rules.TITLE_LENGTH)
    body = models.TextField()
    facts = models.TextField(blank=True)  # the card of a measure or a contest, a line each
    note = models.CharField(max_length=rules.NOTE_LENGTH, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="knowledge_edition_once")]


class Answer(models.Model):
    """«Помогло?»: one of each reader, the last one counts. The owner reads the words without the name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    helped = models.BooleanField()
    word = models.CharField(max_length=rules.WORD_LENGTH, blank=True)
    edition = models.PositiveIntegerField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="knowledge_answer_once")]


class ArticleGram(WordGram):
    """The vocabulary of titles, tags and headings: finds the right word for a mistyped one (`kernel.typos`)."""

    class Meta(WordGram.Meta):
        pass
