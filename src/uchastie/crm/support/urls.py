"""Addresses of support."""

from django.urls import path

from uchastie.crm.support.views import supervision, work

app_name = "support"

urlpatterns = [
    path("support/", work.log, name="log"),
    path("support/supervisions/", supervision.sessions, name="sessions"),
    path("support/supervisions/<uuid:session_id>/", supervision.notes, name="notes"),
    path("support/compensations/", work.compensations, name="compensations"),
    path("support/risks/", work.risks, name="risks"),
    path("support/risks/<uuid:risk_id>/", work.risk, name="risk"),
    path("my/supervisions/<uuid:session_id>/", supervision.own_notes, name="own_notes"),
]
