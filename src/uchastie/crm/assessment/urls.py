"""Addresses of profiles: those of staff, and the ten questions without an account."""

from django.urls import path

from uchastie.crm.assessment.views import profile, public, sheet

app_name = "assessment"
ONE = "assessment/<uuid:profile_id>/"

urlpatterns = [
    path("assessment/", profile.index, name="index"),
    path("assessment/new/", profile.start, name="start"),
    path("assessment/points/<uuid:point_id>/", profile.point, name="point"),
    path(ONE, profile.card, name="card"),
    path(f"{ONE}result/", profile.result, name="result"),
    path(f"{ONE}invitation/", profile.invitation, name="invitation"),
    path(f"{ONE}words/<slug:code>/", profile.words, name="words"),
    path(f"{ONE}acceptance/", profile.acceptance, name="acceptance"),
    path(f"{ONE}collection/", profile.collection, name="collection"),
    path(f"{ONE}discussion/", profile.discussion, name="discussion"),
    path(f"{ONE}points/", profile.points, name="points"),
    path(f"{ONE}approval/", profile.approval, name="approval"),
    path(f"{ONE}review/", profile.review, name="review"),
    path(f"{ONE}advice/", profile.advice, name="advice"),
    path(f"{ONE}answers/closing/", sheet.closing, name="closing"),
    path(f"{ONE}answers/opening/", sheet.opening, name="opening"),
    path(f"{ONE}answers/<slug:question>/", sheet.question, name="question"),
    path("our-say/<slug:code>/", public.say, name="say"),
    path("our-say/<slug:code>/thanks/", public.thanks, name="thanks"),
]
