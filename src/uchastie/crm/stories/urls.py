"""Addresses of stories: the open ones, and those of staff below «work»."""

from django.urls import path

from uchastie.crm.stories.views import public, staff

app_name = "stories"
WORK = "opeka/stories/work/"
urlpatterns = [
    path("opeka/stories/", public.gallery, name="gallery"),
    path("opeka/stories/photos/<uuid:photo_id>/<slug:size>/", public.photo, name="photo"),
    path("opeka/stories/<uuid:story_id>/", public.story, name="story"),
    path(WORK, staff.index, name="index"),
    path(f"{WORK}<uuid:story_id>/", staff.card, name="card"),
    path(f"{WORK}<uuid:story_id>/publication/", staff.publication, name="publication"),
    path(f"{WORK}<uuid:story_id>/revision/", staff.revision, name="revision"),
    path(f"{WORK}<uuid:story_id>/removal/", staff.removal, name="removal"),
    path(f"{WORK}<uuid:story_id>/paper/", staff.paper, name="paper"),
    path(f"{WORK}<uuid:story_id>/withdrawal/", staff.withdrawal, name="withdrawal"),
]
