"""Addresses of the guardian's own pages."""

from django.urls import path

from uchastie.crm.guardian_cabinet.views import families, own, stories

app_name = "guardian_cabinet"
OWN = "my/guardian/<uuid:guardian_id>/"
FAMILY = OWN + "families/<uuid:pair_id>/"
STORIES = OWN + "stories/"
STORY = STORIES + "<uuid:story_id>/"

urlpatterns = [
    path("my/guardian/", own.index, name="index"),
    path(OWN, own.home, name="home"),
    path(OWN + "documents/", own.documents, name="documents"),
    path(OWN + "abilities/", own.abilities, name="abilities"),
    path(OWN + "taking-part/", own.taking_part, name="taking_part"),
    path(OWN + "pause/", own.pause, name="pause"),
    path(OWN + "resumption/", own.resumption, name="resumption"),
    path(OWN + "leaving/", own.leaving, name="leaving"),
    path(FAMILY, families.family, name="family"),
    path(FAMILY + "acceptance/", families.acceptance, name="acceptance"),
    path(FAMILY + "refusal/", families.refusal, name="refusal"),
    path(FAMILY + "contacts/", families.contacts, name="contacts"),
    path(FAMILY + "visits/", families.visits, name="visits"),
    path(FAMILY + "visits/<uuid:visit_id>/cancellation/", families.visit_cancellation, name="visit_cancellation"),
    path(FAMILY + "help/", families.help_given, name="help"),
    path(FAMILY + "help/<uuid:fact_id>/removal/", families.help_removal, name="help_removal"),
    path(FAMILY + "report/", families.report, name="report"),
    path(FAMILY + "ending/", families.ending, name="ending"),
    path(STORIES, stories.index, name="stories"),
    path(STORIES + "new/", stories.new, name="story_new"),
    path(STORY, stories.story, name="story"),
    path(STORY + "words/", stories.words, name="story_words"),
    path(STORY + "photos/", stories.photos, name="story_photos"),
    path(STORY + "photos/<uuid:photo_id>/words/", stories.photo_words, name="photo_words"),
    path(STORY + "photos/<uuid:photo_id>/removal/", stories.photo_removal, name="photo_removal"),
    path(STORY + "sending/", stories.sending, name="story_sending"),
    path(STORY + "return/", stories.taking_back, name="story_taking_back"),
    path(STORY + "withdrawal/", stories.story_withdrawal, name="story_withdrawal"),
    path("my/guardian/photos/<uuid:photo_id>/<slug:size>/", stories.photo, name="story_photo"),
]
