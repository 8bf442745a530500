from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "uchastie.crm.stories"
    label = "stories"
