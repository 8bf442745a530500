"""First handouts of the country, in our own words; the federal team changes them or adds better ones (A73)."""

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.knowledge.models import Handout
from uchastie.kernel import clock

HANDOUTS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "С чего начать волонтёру",
        ("informing", "consulting", "platform-help"),
        "1. Подумайте, что вам по душе: помогать людям, животным, природе, на праздниках или в своём деле.\n"
        "2. Решите, сколько у вас времени. Двух часов в неделю достаточно.\n"
        "3. Зарегистрируйтесь на Добро.рф: там видно все добрые дела рядом с вами.\n"
        "4. Выберите одно дело и напишите организатору. Спросите, что взять и кого искать на месте.\n"
        "5. После первого раза расскажите нам, как прошло. Если не подошло, подберём другое.",
    ),
    (
        "Как оценить сервис",
        ("informing", "consulting", "dobro-vzaimno", "platform-help"),
        "Оценку ставите только вы: сотрудник за вас не может.\n\n"
        "1. Откройте ссылку из письма или сообщения. Письма нет — наведите камеру телефона на код в центре.\n"
        "2. Выберите от одной до пяти звёзд.\n"
        "3. Если что-то было не так, напишите пару слов. Руководитель центра прочтёт и ответит.\n\n"
        "Передумали? Оценку можно изменить в течение 30 дней.",
    ),
    (
        "Как попросить о помощи соседей",
        ("dobro-vzaimno",),
        "1. Скажите просто, что нужно: «купить хлеб и молоко», «вынести старый шкаф».\n"
        "2. Назовите день и час, когда вам удобно.\n"
        "3. Адрес и телефон не пишите: их узнает только тот, кого вы выберете.\n"
        "4. Предупредите близких, что к вам придут.\n"
        "5. Что-то насторожило? Не открывайте дверь и позвоните в центр.",
    ),
    (
        "Первые шаги на Добро.рф",
        ("platform-help",),
        "1. Зайдите на сайт dobro.ru и нажмите «Регистрация».\n"
        "2. Укажите телефон или почту и придумайте пароль.\n"
        "3. Заполните имя и город. Остальное можно позже.\n"
        "4. В личном кабинете появится ваш ID: запишите его, по нему центр найдёт вас за секунду.\n"
        "5. Забыли пароль? Нажмите «Не помню пароль», новый придёт на почту или телефон.",
    ),
)


def load_handouts() -> None:
    """Adds what is missing by its name, and never overwrites what people have changed."""
    known = set(Handout.objects.filter(unit=None).values_list("title", flat=True))
    services = {service.code: service for service in catalogue.list_services()}
    for title, codes, text in HANDOUTS:
        if title not in known:
            handout = Handout.objects.create(title=title, text=text, updated_at=clock.now())
            handout.services.set([services[code] for code in codes if code in services])
