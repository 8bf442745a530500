"""Kinds of help the product begins with; the first four are those of the programme itself."""

from uchastie.crm.families.models import HelpCategory

# Code, name, the service under which a need goes to a centre (B43; ours, the federal team changes it on a page).
VOLUNTEERS = "social-volunteering"
CATEGORIES: tuple[tuple[str, str, str], ...] = (
    ("household", "Бытовая помощь", VOLUNTEERS),
    ("psychological", "Психологическая поддержка", ""),
    ("humanitarian", "Гуманитарная помощь", "mutual-aid"),
    ("legal", "Юридическая помощь", ""),
    ("food", "Продукты и лекарства", VOLUNTEERS),
    ("children", "Дети: кружки, школа, прогулки", VOLUNTEERS),
    ("transport", "Транспорт", VOLUNTEERS),
    ("repair", "Ремонт", VOLUNTEERS),
    ("elderly", "Уход за пожилыми", VOLUNTEERS),
    ("employment", "Трудоустройство", ""),
    ("goods", "Вещи и деньги", "mutual-aid"),
    ("information", "Информация", "informing"),
    ("other", "Другое", ""),
)


def load() -> None:
    """What people have renamed or archived stays so."""
    for place, (code, name, service) in enumerate(CATEGORIES, start=1):
        if not HelpCategory.objects.filter(pk=code).exists():
            HelpCategory.objects.create(code=code, name=name, place=place, service_code=service)
