from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "uchastie.crm.feedback"
    label = "feedback"
