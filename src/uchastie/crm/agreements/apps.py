from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "uchastie.crm.agreements"
    label = "agreements"
