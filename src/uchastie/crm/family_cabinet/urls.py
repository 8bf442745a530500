"""Addresses of «Моя семья» and of the answers to families."""

from django.urls import path

from uchastie.crm.family_cabinet.views import appeals, family, needs, stories

app_name = "family_cabinet"
OWN = "my/family/<uuid:case_id>/"

urlpatterns = [
    path("my/family/", family.index, name="index"),
    path(OWN, family.home, name="home"),
    path(OWN + "visits/<uuid:visit_id>/refusal/", family.visit_refusal, name="visit_refusal"),
    path(OWN + "needs/new/", needs.add, name="need_new"),
    path(OWN + "needs/history/", needs.history, name="history"),
    path(OWN + "needs/<uuid:need_id>/", needs.need, name="need"),
    path(OWN + "needs/<uuid:need_id>/withdrawal/", needs.withdrawal, name="need_withdrawal"),
    path(OWN + "help/", family.help_given, name="help"),
    path(OWN + "help/<uuid:fact_id>/confirmation/", family.confirmation, name="confirmation"),
    path(OWN + "help/<uuid:fact_id>/dispute/", family.dispute, name="dispute"),
    path(OWN + "looks/", family.looks, name="looks"),
    path(OWN + "documents/", family.documents, name="documents"),
    path(OWN + "documents/consent/<uuid:guardian_id>/", family.transfer, name="transfer"),
    path(OWN + "documents/consents/<uuid:transfer_id>/withdrawal/", family.withdrawal, name="withdrawal"),
    path(OWN + "pairs/<uuid:pair_id>/ending/", family.ending, name="ending"),
    path(OWN + "appeals/", appeals.own, name="appeals"),
    path(OWN + "appeals/complaint/", appeals.complaint, name="complaint"),
    path(OWN + "appeals/forgetting/", appeals.forgetting, name="forgetting"),
    path(OWN + "stories/", stories.index, name="stories"),
    path(OWN + "stories/<uuid:story_id>/", stories.story, name="story"),
    path(OWN + "stories/<uuid:story_id>/consent/", stories.consent, name="story_consent"),
    path(OWN + "stories/<uuid:story_id>/changes/", stories.changes, name="story_changes"),
    path(OWN + "stories/<uuid:story_id>/withdrawal/", stories.story_withdrawal, name="story_withdrawal"),
    path("my/family/photos/<uuid:photo_id>/<slug:size>/", stories.photo, name="story_photo"),
    path("opeka/appeals/", appeals.index, name="answers"),
    path("opeka/appeals/<uuid:appeal_id>/", appeals.appeal, name="appeal"),
    path("opeka/appeals/<uuid:appeal_id>/answer/", appeals.answer, name="answer"),
]
