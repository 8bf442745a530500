from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "uchastie.crm.insight"
    label = "insight"
