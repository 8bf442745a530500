from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "uchastie.crm.matching"
    label = "matching"
