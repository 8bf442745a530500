from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "uchastie.crm.voices"
    label = "voices"
