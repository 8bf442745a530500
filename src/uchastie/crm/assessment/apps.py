from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "uchastie.crm.assessment"
    label = "assessment"
