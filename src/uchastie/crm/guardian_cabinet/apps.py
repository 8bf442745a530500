from django.apps import AppConfig


class GuardianCabinetConfig(AppConfig):
    name = "uchastie.crm.guardian_cabinet"
    label = "guardian_cabinet"
