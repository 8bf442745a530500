"""Addresses of feedback."""

from django.urls import path

from uchastie.crm.feedback.views import places, public, staff

app_name = "feedback"

urlpatterns = [
    path("q/<slug:code>/", public.leave, name="leave"),
    path("q/<slug:code>/thanks/", public.thanks, name="thanks"),
    path("feedback/", staff.index, name="index"),
    path("feedback/summary/", staff.summary, name="summary"),
    path("feedback/marks/<uuid:mark_id>/", staff.mark, name="mark"),
    path("feedback/marks/<uuid:mark_id>/answers/", staff.answers, name="answers"),
    path("feedback/marks/<uuid:mark_id>/closing/", staff.closing, name="closing"),
    path("feedback/marks/<uuid:mark_id>/request/", staff.link, name="link"),
    path("feedback/marks/<uuid:mark_id>/contact/", staff.forgetting, name="forgetting"),
    path("feedback/requests/<uuid:request_id>/invitation/", staff.invitation, name="invitation"),
    path("feedback/places/", places.places, name="places"),
    path("feedback/places/<uuid:place_id>/", places.place, name="place"),
    path("feedback/places/<uuid:place_id>/poster.pdf", places.poster, name="poster"),
    path("feedback/places/<uuid:place_id>/revocation/", places.revocation, name="revocation"),
]
