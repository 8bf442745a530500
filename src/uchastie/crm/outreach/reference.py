"""Topics of the ledger: projects of the Association and other federal ones (A89)."""

from uchastie.crm.outreach.models import Topic

TOPICS = (
    ("dobro-rf", "Платформа Добро.рф"),
    ("vzaimno", "Добро.Взаимно"),
    ("university", "Добро.Университет"),
    ("together", "Мы вместе"),
    ("award", "Международная премия #МЫВМЕСТЕ"),
    ("contests", "Конкурсы и гранты"),
    ("silver", "Серебряное добровольчество"),
    ("volunteer-book", "Волонтёрские часы и книжка"),
    ("donors", "Донорство"),
    ("eco", "Экология"),
    ("memory", "Историческая память"),
    ("health", "Первая помощь и здоровье"),
    ("family", "Помощь семьям"),
    ("culture", "Культура и спорт"),
    ("centre", "Жизнь центра"),
    ("other", "Другая тема"),
)


def load() -> None:
    """Idempotent."""
    known = {topic.code: topic for topic in Topic.objects.all()}
    rows = [Topic(code=code, name=name, place=place) for place, (code, name) in enumerate(TOPICS, start=1)]
    Topic.objects.bulk_create([row for row in rows if row.code not in known])
    changed = [
        row
        for row in rows
        if row.code in known and (known[row.code].name, known[row.code].place) != (row.name, row.place)
    ]
    Topic.objects.bulk_update(changed, ["name", "place"])
