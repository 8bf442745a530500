from django.apps import AppConfig


class NeighboursConfig(AppConfig):
    name = "uchastie.crm.neighbours"
    label = "neighbours"
