"""Addresses of councils: of staff, of members, of everybody."""

from django.urls import path

from uchastie.crm.councils.views import evaluations, makeup, meetings, own, public

app_name = "councils"
MEMBER, MEETING = "councils/members/<uuid:member_id>/", "councils/meetings/<uuid:meeting_id>/"
EVALUATION, OWN = "councils/evaluations/<uuid:evaluation_id>/", "my/councils/<uuid:member_id>/"

urlpatterns = [
    path("councils/", makeup.index, name="index"),
    path("councils/new/", makeup.new, name="new"),
    path("councils/<uuid:council_id>/", makeup.card, name="card"),
    path("councils/<uuid:council_id>/edit/", makeup.edit, name="edit"),
    path("councils/<uuid:council_id>/closing/", makeup.closing, name="closing"),
    path("councils/<uuid:council_id>/members/", makeup.members, name="members"),
    path(f"{MEMBER}consent/", makeup.consent, name="consent"),
    path(f"{MEMBER}ending/", makeup.ending, name="ending"),
    path(f"{MEMBER}renewal/", makeup.renewal, name="renewal"),
    path("councils/<uuid:council_id>/meetings/new/", meetings.new, name="meeting_new"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}sending/", meetings.sending, name="sending"),
    path(f"{MEETING}cancellation/", meetings.cancellation, name="cancellation"),
    path(f"{MEETING}points/", meetings.points, name="points"),
    path(f"{MEETING}holding/", meetings.holding, name="holding"),
    path(f"{MEETING}decisions/", meetings.decisions, name="decisions"),
    path("councils/points/<uuid:point_id>/taking/", meetings.taking, name="taking"),
    path("councils/points/<uuid:point_id>/refusal/", meetings.refusal, name="refusal"),
    path("councils/decisions/<uuid:decision_id>/", meetings.decision, name="decision"),
    path("councils/decisions/<uuid:decision_id>/fate/", meetings.fate, name="fate"),
    path("councils/<uuid:council_id>/evaluations/new/", evaluations.new, name="evaluation_new"),
    path(EVALUATION, evaluations.evaluation, name="evaluation"),
    path(f"{EVALUATION}conclusion/", evaluations.conclusion, name="conclusion"),
    path(f"{EVALUATION}answer/", evaluations.answer, name="answer"),
    path(OWN, own.own, name="own"),
    path(f"{OWN}acceptance/", own.acceptance, name="own_acceptance"),
    path(f"{OWN}refusal/", own.refusal, name="own_refusal"),
    path(f"{OWN}leaving/", own.leaving, name="own_leaving"),
    path(f"{OWN}name/", own.name, name="own_name"),
    path(f"{OWN}proposals/", own.proposals, name="own_proposals"),
    path(f"{OWN}meetings/<uuid:meeting_id>/coming/", own.coming, name="own_coming"),
    path(f"{OWN}evaluations/<uuid:evaluation_id>/", own.marks, name="own_marks"),
    path("centres/<slug:slug>/councils/", public.public, name="public"),
]
