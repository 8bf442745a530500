from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "uchastie.crm.training"
    label = "training"
