"""What those who have said something are told. Neither the words nor the answer stand in a letter: others may read it."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

_OFFICE = "{центр}\nТелефон: {телефон центра}"


def _event(code: str, title: str, subject: str, body: str) -> Event:
    text = Text(subject, f"Здравствуйте, {{обращение}}!\n\n{body}\n{{ссылка}}\n\n{_OFFICE}", f"{subject}: {{ссылка}}")
    return Event(code, title, Audience.PERSON, Topic.ANSWERS, (), text)


declare(
    _event(
        "voice_answered",
        "Ответ на предложение или отзыв",
        "Вам ответили на то, что вы сказали",
        "Центр рассмотрел ваши слова и решил, что делать. Ответ на вашей странице.",
    ),
    _event(
        "voice_done",
        "Предложение сделано",
        "Сделали то, о чём вы сказали",
        "Вы сказали, и это изменилось. Что именно, написано на вашей странице.",
    ),
    Event(
        "voice_due",
        "Ответ на голос ждут",
        Audience.STAFF,
        Topic.WORK,
        (),
        Text("Подходит срок ответа человеку", "Человек ждёт ответа: срок через три дня или уже прошёл.\n{ссылка}", ""),
    ),
)
