from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "uchastie.crm.surveys"
    label = "surveys"
