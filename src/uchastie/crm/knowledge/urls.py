"""Addresses of the knowledge base and of handouts."""

from django.urls import path

from uchastie.crm.knowledge.views import articles, editor, handouts

app_name = "knowledge"

urlpatterns = [
    path("knowledge/", articles.index, name="index"),
    path("knowledge/new/", editor.new, name="new"),
    path("knowledge/<uuid:article_id>/", articles.article, name="article"),
    path("knowledge/<uuid:article_id>/edit/", editor.edit, name="edit"),
    path("knowledge/<uuid:article_id>/versions/", articles.versions, name="versions"),
    path("knowledge/<uuid:article_id>/check/", articles.check, name="check"),
    path("knowledge/<uuid:article_id>/archive/", articles.archive, name="archive"),
    path("knowledge/<uuid:article_id>/answer/", articles.answer, name="answer"),
    path("knowledge/<uuid:article_id>/answers/", articles.answers_seen, name="answers_seen"),
    path("handouts/", handouts.handouts, name="handouts"),
    path("handouts/new/", handouts.handout_new, name="handout_new"),
    path("handouts/<uuid:handout_id>/", handouts.handout, name="handout"),
    path("handouts/<uuid:handout_id>/file/", handouts.handout_file, name="handout_file"),
    path("handouts/<uuid:handout_id>/edit/", handouts.handout_edit, name="handout_edit"),
    path("handouts/<uuid:handout_id>/archive/", handouts.handout_archive, name="handout_archive"),
]
