from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "uchastie.crm.knowledge"
    label = "knowledge"
