"""What a family and its guardian are told of a story. Not a word of it: a letter may be read by others."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text

_OFFICE = "{центр}\nТелефон: {телефон центра}"


def _event(code: str, title: str, subject: str, body: str, short: str) -> Event:
    text = Text(subject, f"Здравствуйте, {{обращение}}!\n\n{body}\n{{ссылка}}\n\n{_OFFICE}", f"{short}: {{ссылка}}")
    return Event(code, title, Audience.PERSON, Topic.ANSWERS, (), text)


declare(
    _event(
        "story_to_read",
        "Просьба прочитать историю",
        "Прочитайте историю и решите, публиковать ли её",
        "Опекун написал историю о вашей семье. Без вашего согласия её не увидит никто. Прочитайте и решите: отказ не "
        "изменит помощи.",
        "Прочитайте историю и решите, публиковать ли её",
    ),
    _event(
        "story_shown",
        "История опубликована: семье",
        "История опубликована",
        "История, на которую вы согласились, опубликована. Передумать можно в любой день, объяснять не нужно.",
        "История опубликована. Передумать можно в любой день",
    ),
    _event(
        "story_published",
        "История опубликована: опекуну",
        "Ваша история опубликована",
        "Семья согласилась, федеральный штаб опубликовал вашу историю. Спасибо, что рассказали.",
        "Ваша история опубликована",
    ),
    _event(
        "story_returned",
        "Историю просят исправить",
        "Историю просят исправить",
        "Вашу историю вернули: на её странице написано, что исправить.",
        "Вашу историю вернули, её нужно исправить",
    ),
    _event(
        "story_gone",
        "История снята",
        "История снята",
        "Ваша история снята, слова и снимки стёрты. Если к ней была ссылка на видео, удалите его там, где оно лежит.",
        "Ваша история снята, слова и снимки стёрты",
    ),
)
