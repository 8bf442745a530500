from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "uchastie.crm.network"
    label = "network"
