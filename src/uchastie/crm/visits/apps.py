from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "uchastie.crm.visits"
    label = "visits"
