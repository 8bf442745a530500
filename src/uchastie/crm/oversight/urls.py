"""Addresses of the board of the day, the snapshots and the control board."""

from django.urls import path

from uchastie.crm.oversight.views import chosen, control, plans, report, today

app_name = "oversight"

urlpatterns = [
    path("opeka/today/", today.today, name="today"),
    path("opeka/today/stage/<int:number>/", today.stage, name="stage"),
    path("opeka/today/chosen/", chosen.chosen, name="chosen"),
    path("opeka/report/", report.report, name="report"),
    path("opeka/report/export/", report.report_export, name="report_export"),
    path("opeka/report/correction/", report.correction, name="correction"),
    path("opeka/control/", control.control, name="control"),
    path("opeka/control/plans/", plans.plans, name="plans"),
    path("opeka/control/export/", control.control_export, name="control_export"),
]
