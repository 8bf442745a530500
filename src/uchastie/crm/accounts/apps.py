from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "uchastie.crm.accounts"
    label = "accounts"
