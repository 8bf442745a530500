"""What headquarters hear of the pairs they lead, what a guardian is reminded of, what a family is asked to confirm.
Numbers only."""

from uchastie.crm.notifications.rules.reach import Audience
from uchastie.crm.notifications.rules.registry import Event, Topic, declare
from uchastie.crm.notifications.rules.texts import Text


def _staff(
    code: str, title: str, subject: str, body: str, *, topic: Topic = Topic.WORK, important: bool = False
) -> Event:
    words = f"{{центр}}\n\n{body}\n\nОткрыть:\n{{ссылка}}"
    return Event(code, title, Audience.STAFF, topic, (), Text(subject, words), important=important)


declare(
    _staff(
        "calls_disagree",
        "Ответы семьи и опекуна расходятся",
        "Семья {номер}: ответы расходятся",
        "Семья {номер} и её опекун рассказали о помощи разное. Сравните ответы и решите, что делать.",
    ),
    _staff(
        "call_missed",
        "Созвон не состоялся",
        "Семья {номер}: созвон пропущен",
        "День созвона с семьёй {номер} прошёл, а поговорили не с обеими сторонами. Следующие даты не сдвигаются.",
        topic=Topic.DEADLINES,
    ),
    _staff(
        "help_disputed",
        "Семья не подтверждает помощь",
        "Семья {номер} не подтверждает помощь",
        "Семья {номер} сообщила, что отмеченной помощи не было. Поговорите с обеими сторонами.",
    ),
    _staff(
        "connection_overdue",
        "72 часа на знакомство прошли",
        "Семья {номер}: 72 часа прошли",
        "Опекун согласился, а знакомства с семьёй {номер} ещё не было: 72 часа прошли. Позвоните обеим сторонам.",
        topic=Topic.DEADLINES,
        important=True,
    ),
    _staff(
        "guardian_report",
        "Пришёл отчёт опекуна",
        "Семья {номер}: пришёл отчёт опекуна",
        "Опекун семьи {номер} прислал отчёт за месяц.",
    ),
    _staff(
        "agreement_lapsed",
        "Соглашение опекуна кончилось",
        "Соглашение № {номер} больше не действует",
        "Соглашение № {номер} больше не действует, и ничего вместо него нет. Данные семей опекун не видит.",
        important=True,
    ),
    _staff(
        "pause_in_connection",
        "Опекун взял паузу до знакомства",
        "Семья {номер}: опекун взял паузу",
        "Опекун семьи {номер} взял паузу, а они ещё не начали. 72 часа идут. Поговорите с опекуном или верните семью.",
        important=True,
    ),
    _staff(
        "family_reminder",
        "Коллега напоминает о семье",
        "Напоминание: семья {номер}",
        "Коллега напоминает о семье {номер}: посмотрите, что с ней.",
    ),
    Event(
        "guardian_reminder",
        "Напоминание опекуну",
        Audience.PERSON,
        Topic.ANSWERS,
        ("что сделать",),
        Text(
            "Штаб напоминает о семье {номер}",
            """Здравствуйте, {обращение}!

Напоминаем о семье {номер}: {что сделать}.

{центр}
Телефон: {телефон центра}

{ссылка}""",
            "Напоминаем о семье {номер}: {что сделать}. {телефон центра}",
        ),
    ),
    Event(
        "help_to_confirm",
        "Подтвердить помощь опекуна",
        Audience.PERSON,
        Topic.ANSWERS,
        (),
        Text(
            "Подтвердите помощь опекуна",
            """Здравствуйте, {обращение}!

Опекун отметил помощь вашей семье. Подтвердите её или напишите, что было не так: это увидит координатор штаба.

{ссылка}

{центр}
Телефон: {телефон центра}""",
            "Опекун отметил помощь вашей семье. Подтвердите её: {ссылка}",
        ),
    ),
)
