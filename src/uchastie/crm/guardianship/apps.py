from django.apps import AppConfig


class GuardianshipConfig(AppConfig):
    name = "uchastie.crm.guardianship"
    label = "guardianship"
