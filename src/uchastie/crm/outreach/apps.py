from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "uchastie.crm.outreach"
    label = "outreach"
