from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "uchastie.crm.desk"
    label = "desk"
