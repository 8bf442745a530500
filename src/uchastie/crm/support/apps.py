from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "uchastie.crm.support"
    label = "support"
