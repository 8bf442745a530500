from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "uchastie.crm.reports"
    label = "reports"
