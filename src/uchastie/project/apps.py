from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "uchastie.project"
    label = "project"

    def ready(self) -> None:
        from uchastie.project import wiring

        wiring.connect()
