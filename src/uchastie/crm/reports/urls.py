"""Addresses of reports."""

from django.urls import path

from uchastie.crm.reports.views import pages, papers

app_name = "reports"

urlpatterns = [
    path("reports/", pages.index, name="index"),
    path("reports/formation/", pages.formation, name="formation"),
    path("reports/<uuid:report_id>/", pages.version, name="version"),
    path("reports/<uuid:report_id>/paper/", papers.paper, name="paper"),
    path("reports/<uuid:report_id>/table/", papers.table, name="table"),
]
