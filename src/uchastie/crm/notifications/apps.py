from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "uchastie.crm.notifications"
    label = "notifications"
