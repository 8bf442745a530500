from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "uchastie.crm.setup"
    label = "setup"
