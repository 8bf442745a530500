"""What a person is told about the own card in the registry."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

declare(
    Event(
        "cards_merged",
        "Две карточки объединены",
        Audience.PERSON,
        Topic.ANSWERS,
        (),
        Text(
            "Мы объединили две ваши карточки",
            """Здравствуйте, {обращение}!

У нас были две ваши карточки, мы объединили их в одну. Заявки, согласия и телефоны сохранились.

Если вторая карточка не ваша, скажите нам: 30 дней всё можно вернуть как было.

{центр}
Телефон центра: {телефон центра}""",
            "Мы объединили две ваши карточки. Если это ошибка, позвоните: {телефон центра}",
        ),
    ),
)
