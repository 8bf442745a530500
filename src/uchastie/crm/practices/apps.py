from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "uchastie.crm.practices"
    label = "practices"
