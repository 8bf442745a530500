"""What a person who takes part is told. The role itself is read behind the sign-in."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

_OFFICE = "{центр}\nТелефон: {телефон центра}"


def _event(code: str, title: str, subject: str, body: str, short: str) -> Event:
    text = Text(subject, f"Здравствуйте, {{обращение}}!\n\n{body}\n{{ссылка}}\n\n{_OFFICE}", f"{short}: {{ссылка}}")
    return Event(code, title, Audience.PERSON, Topic.ANSWERS, (), text)


declare(
    _event(
        "role_offered",
        "Предложение роли",
        "Приглашаем участвовать",
        "Центр предлагает вам участвовать в его работе. Прочитайте, что делать и сколько это займёт, и ответьте: "
        "отказаться можно без причины.",
        "Центр предлагает вам участвовать",
    ),
    _event(
        "role_answered",
        "Ответ на отклик",
        "Есть ответ на ваш отклик",
        "Вы откликнулись на возможность участвовать. Ответ на вашей странице.",
        "Есть ответ на ваш отклик",
    ),
    _event(
        "role_started",
        "Подготовка закончена",
        "Подготовка закончена",
        "Подготовка закончена, можно начинать. На вашей странице написано, кому позвонить и как выйти, если передумаете.",
        "Подготовка закончена, можно начинать",
    ),
)
