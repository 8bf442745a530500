from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "uchastie.crm.people"
    label = "people"
