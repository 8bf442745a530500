"""Kinds of help the product begins with; the first four are those of the programme itself."""

from uchastie.crm.families.models import HelpCategory

CATEGORIES: tuple[tuple[str, str], ...] = (
    ("household", "Бытовая помощь"),
    ("psychological", "Психологическая поддержка"),
    ("humanitarian", "Гуманитарная помощь"),
    ("legal", "Юридическая помощь"),
    ("food", "Продукты и лекарства"),
    ("children", "Дети: кружки, школа, прогулки"),
    ("transport", "Транспорт"),
    ("repair", "Ремонт"),
    ("elderly", "Уход за пожилыми"),
    ("employment", "Трудоустройство"),
    ("goods", "Вещи и деньги"),
    ("information", "Информация"),
    ("other", "Другое"),
)


def load() -> None:
    """What people have renamed or archived stays so."""
    for place, (code, name) in enumerate(CATEGORIES, start=1):
        if not HelpCategory.objects.filter(pk=code).exists():
            HelpCategory.objects.create(code=code, name=name, place=place)
