"""The groups the source names, and the families of servicemen (C4). What people changed stays."""

from uchastie.crm.involvement.models import TargetGroup

GROUPS = {
    "hardship": "Семьи и люди в трудной ситуации",
    "foster": "Приёмные семьи",
    "special": "Семьи с особыми детьми",
    "servicemen": "Семьи военнослужащих",
    "teenagers": "Подростки",
    "elderly": "Старшее поколение",
}


def load() -> None:
    for place, (code, name) in enumerate(GROUPS.items(), start=1):
        TargetGroup.objects.get_or_create(code=code, defaults={"name": name, "place": place})
