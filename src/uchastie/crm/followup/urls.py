"""Addresses of the support."""

from django.urls import path

from uchastie.crm.followup.views import board, calls, help

app_name = "followup"

urlpatterns = [
    path("opeka/calls/", board.board, name="board"),
    path("opeka/calls/gaps/", board.gaps, name="gaps"),
    path("opeka/calls/alarms/", board.alarms, name="alarms"),
    path("opeka/calls/help/", help.log, name="log"),
    path("opeka/calls/help/export/", help.export, name="export"),
    path("opeka/calls/help/<uuid:fact_id>/withdrawal/", help.withdrawal, name="withdrawal"),
    path("opeka/calls/reports/", help.reports, name="reports"),
    path("opeka/calls/reports/<uuid:report_id>/", help.report, name="report"),
    path("opeka/calls/reports/<uuid:report_id>/reading/", help.reading, name="reading"),
    path("opeka/calls/pairs/<uuid:pair_id>/", help.pair, name="pair"),
    path("opeka/calls/<uuid:call_id>/", calls.call, name="call"),
    path("opeka/calls/<uuid:call_id>/talks/<slug:side>/", calls.talks, name="talks"),
    path("opeka/calls/<uuid:call_id>/contact/", calls.contact, name="contact"),
    path("opeka/calls/<uuid:call_id>/difference/", calls.difference, name="difference"),
]
