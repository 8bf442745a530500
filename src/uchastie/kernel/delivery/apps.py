from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "uchastie.kernel.delivery"
    label = "delivery"
