from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "uchastie.crm.events"
    label = "events"
