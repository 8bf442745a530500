"""What members of councils and those who are asked by name are told, and who has to answer for a decision."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

_OFFICE = "{центр}\nТелефон: {телефон центра}"


def _event(code: str, title: str, subject: str, body: str, short: str, places: tuple[str, ...] = ()) -> Event:
    text = Text(subject, f"Здравствуйте, {{обращение}}!\n\n{body}\n{{ссылка}}\n\n{_OFFICE}", f"{short}: {{ссылка}}")
    return Event(code, title, Audience.PERSON, Topic.ANSWERS, places, text)


declare(
    _event(
        "council_invited",
        "Приглашение в совет",
        "Вас приглашают в совет",
        "Вас приглашают участвовать в совете. Прочитайте, что он решает, и ответьте: отказаться можно без причины.",
        "Вас приглашают в совет",
    ),
    _event(
        "council_agenda",
        "Повестка встречи совета",
        "Повестка встречи совета",
        "Встреча совета {когда}. Прочитайте повестку и скажите, придёте ли.",
        "Встреча совета {когда}",
        ("когда",),
    ),
    _event(
        "council_fate",
        "Что стало с решением совета",
        "Что стало с решением совета",
        "По решению совета есть новость. Она на вашей странице.",
        "По решению совета есть новость",
    ),
    _event(
        "survey_invited",
        "Приглашение ответить на опрос",
        "Спросим ваше мнение",
        "Вас просят ответить на опрос. Отвечать необязательно, ответы не связаны с вашим именем.",
        "Вас просят ответить на опрос",
    ),
    Event(
        "council_late",
        "Решение совета просрочено",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text(
            "Решение совета просрочено",
            """{центр}

Срок решения совета прошёл, а что с ним стало, не записано. Оно уже стоит первым в повестке следующей встречи.

Открыть:
{ссылка}""",
        ),
    ),
)
