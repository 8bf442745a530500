"""Addresses of the guardian's own pages."""

from django.urls import path

from uchastie.crm.guardian_cabinet.views import stories

app_name = "guardian_cabinet"
STORIES = "my/guardian/<uuid:guardian_id>/stories/"
STORY = STORIES + "<uuid:story_id>/"

urlpatterns = [
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
