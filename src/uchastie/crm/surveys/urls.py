"""Addresses of surveys: staff ones under /surveys/, those of who answers under /answer/."""

from django.urls import path

from uchastie.crm.surveys.views import answering, asking, parents

app_name = "surveys"
CARD, ASKED = "surveys/<uuid:survey_id>/", "answer/<slug:code>/"

urlpatterns = [
    path("surveys/", asking.index, name="index"),
    path("surveys/new/", asking.new, name="new"),
    path(CARD, asking.card, name="card"),
    path(f"{CARD}edit/", asking.edit, name="edit"),
    path(f"{CARD}questions/", asking.questions, name="questions"),
    path(f"{CARD}questions/<int:place>/removal/", asking.question_removal, name="question_removal"),
    path(f"{CARD}opening/", asking.opening, name="opening"),
    path(f"{CARD}closing/", asking.closing, name="closing"),
    path(f"{CARD}outcome/", asking.outcome, name="outcome"),
    path(f"{CARD}invitations/", asking.invitations, name="invitations"),
    path(f"{CARD}paper/", asking.paper, name="paper"),
    path(ASKED, answering.start, name="start"),
    path(f"{ASKED}beginning/", answering.beginning, name="beginning"),
    path(f"{ASKED}<int:place>/", answering.question, name="question"),
    path(f"{ASKED}leaving/", answering.leaving, name="leaving"),
    path(f"{ASKED}left/", answering.left, name="left"),
    path(f"{ASKED}done/", answering.done, name="done"),
    path(f"{ASKED}results/", answering.results, name="results"),
    path(f"{ASKED}permit/", answering.asking_permit, name="asking_permit"),
    path(f"{ASKED}code/", answering.own_code, name="own_code"),
    path("permits/<slug:code>/", parents.permit, name="permit"),
    path("permits/<slug:code>/withdrawal/", parents.permit_withdrawal, name="permit_withdrawal"),
    path("centres/<slug:slug>/surveys/", answering.of_centre, name="of_centre"),
]
