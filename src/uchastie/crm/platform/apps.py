from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "uchastie.crm.platform"
    label = "platform"
