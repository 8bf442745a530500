"""Facts given with the product (regions, calendar, services, texts), loaded from the bottom of the stack up."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

CRM = "uchastie.crm."


def load_reference() -> None:
    """Idempotent: every `reference.load()` adds what is missing and leaves what people have changed."""
    with transaction.atomic():
        for name in reversed([config.name for config in apps.get_app_configs() if config.name.startswith(CRM)]):
            if find_spec(f"{name}.reference"):
                import_module(f"{name}.reference").load()
