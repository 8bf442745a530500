"""Addresses of practices: the open collection, the link of a person in one, and those of staff below «work»."""

from django.urls import path

from uchastie.crm.practices.views import person, public, work

app_name = "practices"
WORK = "practices/work/"
ONE = f"{WORK}<uuid:case_id>/"
urlpatterns = [
    path("practices/", public.collection, name="collection"),
    path("practices/chapters/", public.chapters, name="chapters"),
    path("practices/source/", public.source, name="source"),
    path("practices/collection.pdf", public.printed, name="printed"),
    path("practices/photos/<uuid:photo_id>/", public.photo, name="photo"),
    path("practices/consent/<str:token>/", person.consent, name="consent"),
    path("practices/consent/<str:token>/refusal/", person.refusal, name="refusal"),
    path("practices/<uuid:case_id>/", public.case, name="case"),
    path("practices/<uuid:case_id>/trial/", public.trial, name="trial"),
    path(WORK, work.index, name="index"),
    path(f"{WORK}new/", work.new, name="new"),
    path(f"{WORK}people/<uuid:person_id>/removal/", work.unnaming, name="unnaming"),
    path(f"{WORK}people/<uuid:person_id>/paper/", work.paper, name="paper"),
    path(f"{WORK}people/<uuid:person_id>/word/", work.word, name="word"),
    path(f"{WORK}photos/<uuid:photo_id>/removal/", work.photo_removal, name="photo_removal"),
    path(ONE, work.card, name="card"),
    path(f"{ONE}words/", work.words, name="words"),
    path(f"{ONE}people/", work.people, name="people"),
    path(f"{ONE}photos/", work.photos, name="photos"),
    path(f"{ONE}submission/", work.submission, name="submission"),
    path(f"{ONE}draft/", work.draft, name="draft"),
    path(f"{ONE}publication/", work.publication, name="publication"),
    path(f"{ONE}revision/", work.revision, name="revision"),
    path(f"{ONE}archive/", work.archive, name="archive"),
]
