from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "uchastie.crm.followup"
    label = "followup"
