from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "uchastie.crm.communities"
    label = "communities"
