from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "uchastie.crm.documents"
    label = "documents"
