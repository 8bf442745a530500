from django.apps import AppConfig


class CabinetConfig(AppConfig):
    name = "uchastie.crm.cabinet"
    label = "cabinet"
