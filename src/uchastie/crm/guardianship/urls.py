from django.urls import path

from uchastie.crm.guardianship.views import public, staff

app_name = "guardianship"
urlpatterns = [
    path("opeka/pairs/", staff.index, name="index"),
    path("opeka/pairs/<uuid:pair_id>/", staff.pair, name="pair"),
    path("opeka/pairs/<uuid:pair_id>/acceptance/", staff.acceptance, name="acceptance"),
    path("opeka/pairs/<uuid:pair_id>/refusal/", staff.refusal, name="refusal"),
    path("opeka/pairs/<uuid:pair_id>/introduction/", staff.introduction, name="introduction"),
    path("opeka/pairs/<uuid:pair_id>/assessments/", staff.assessments, name="assessments"),
    path("opeka/pairs/<uuid:pair_id>/activation/", staff.activation, name="activation"),
    path("opeka/pairs/<uuid:pair_id>/start/", staff.start, name="start"),
    path("opeka/pairs/<uuid:pair_id>/ending/", staff.ending, name="ending"),
    path("opeka/pairs/<uuid:pair_id>/confirmation/", staff.confirmation, name="confirmation"),
    path("opeka/pairs/<uuid:pair_id>/withdrawal/", staff.withdrawal, name="withdrawal"),
    path("opeka/feedback/<str:token>/", public.feedback, name="feedback"),
    path("opeka/feedback/<str:token>/thanks/", public.thanks, name="feedback_thanks"),
]
