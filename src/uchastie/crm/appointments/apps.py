from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "uchastie.crm.appointments"
    label = "appointments"
