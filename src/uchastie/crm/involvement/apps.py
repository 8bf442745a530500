from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    name = "uchastie.crm.involvement"
    label = "involvement"
