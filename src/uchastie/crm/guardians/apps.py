from django.apps import AppConfig


class GuardiansConfig(AppConfig):
    name = "uchastie.crm.guardians"
    label = "guardians"
