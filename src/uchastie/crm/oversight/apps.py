from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "uchastie.crm.oversight"
    label = "oversight"
