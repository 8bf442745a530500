from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "uchastie.ui"
    label = "ui"
