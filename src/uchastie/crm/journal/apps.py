from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "uchastie.crm.journal"
    label = "journal"
