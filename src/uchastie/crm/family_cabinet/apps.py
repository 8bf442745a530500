from django.apps import AppConfig


class FamilyCabinetConfig(AppConfig):
    name = "uchastie.crm.family_cabinet"
    label = "family_cabinet"
