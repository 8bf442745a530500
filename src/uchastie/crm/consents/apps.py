from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "uchastie.crm.consents"
    label = "consents"
