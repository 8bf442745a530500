from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "uchastie.crm.families"
    label = "families"
