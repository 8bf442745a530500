from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "uchastie.crm.catalogue"
    label = "catalogue"
