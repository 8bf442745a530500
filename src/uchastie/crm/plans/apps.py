from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "uchastie.crm.plans"
    label = "plans"
