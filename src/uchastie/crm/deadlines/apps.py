from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "uchastie.crm.deadlines"
    label = "deadlines"
