from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "uchastie.crm.councils"
    label = "councils"
