from django.apps import AppConfig


class LicensingConfig(AppConfig):
    name = "uchastie.crm.licensing"
    label = "licensing"
