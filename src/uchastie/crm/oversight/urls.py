"""Addresses of the snapshots and of the control board."""

from django.urls import path

from uchastie.crm.oversight.views import control, report

app_name = "oversight"

urlpatterns = [
    path("opeka/report/", report.report, name="report"),
    path("opeka/report/export/", report.report_export, name="report_export"),
    path("opeka/report/correction/", report.correction, name="correction"),
    path("opeka/control/", control.control, name="control"),
    path("opeka/control/export/", control.control_export, name="control_export"),
]
