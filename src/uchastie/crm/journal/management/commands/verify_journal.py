from typing import Any

from django.core.management.base import BaseCommand, CommandError

from uchastie.crm.journal import queries
from uchastie.crm.journal.rules import DAMAGE_NAMES


class Command(BaseCommand):
    help = "Проверяет цепочку журнала и называет первое нарушенное место."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = queries.verify()
        if verdict.damage is None:
            self.stdout.write(f"Журнал цел. Проверено записей: {verdict.checked}.")
            return
        place = f"место {verdict.position}" if verdict.position else "вне цепочки"
        raise CommandError(
            f"Журнал нарушен: {DAMAGE_NAMES[verdict.damage]}. "
            f"Первое нарушение: {place}, запись {verdict.entry_id or 'отсутствует'}. "
            f"До него проверено записей: {verdict.checked}."
        )
