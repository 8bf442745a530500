"""25 questions for those who run the organisation, ten plain ones for those it works for. The wording is ours."""

from dataclasses import dataclass

from uchastie.crm.practices.rules.method import Dimension


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    label: str
    dimension: Dimension
    text: str


_D = Dimension
_ALL: dict[Dimension, tuple[str, str, tuple[str, ...]]] = {
    _D.PRINCIPLES: (
        "p",
        "П",
        (
            "Записаны ли принципы вовлечения и известны ли они сотрудникам и благополучателям?",
            "Создавались ли принципы вместе с благополучателями?",
            "Видно ли влияние принципов на решения?",
            "Уважаются ли различия, есть ли меры против дискриминации?",
            "Признаётся ли право отказаться без последствий?",
        ),
    ),
    _D.PURPOSE: (
        "a",
        "Ц",
        (
            "Сформулировано ли, зачем мы вовлекаем?",
            "Одинаково ли цель понимают все?",
            "Названы ли границы: что изменить нельзя?",
            "У каждого ли участника понятная роль?",
            "Есть ли измеримые задачи?",
        ),
    ),
    _D.PRESENCE: (
        "r",
        "Пр",
        (
            "Участвуют ли благополучатели на всех уровнях, где для них есть цель?",
            "Представлены ли те, кого обычно не слышно?",
            "Больше ли одного благополучателя в каждом органе?",
            "Есть ли разные роли?",
            "Обновляется ли состав?",
        ),
    ),
    _D.PROCESS: (
        "s",
        "Пс",
        (
            "Понятно ли приглашение и правила участия?",
            "Сообщаем ли мы, что стало с предложениями?",
            "Есть ли обучение для обеих сторон?",
            "Есть ли поддержка: административная, эмоциональная, равный — равному, супервизия?",
            "Решены ли практические вопросы: время, дорога, доступность, возмещение?",
        ),
    ),
    _D.IMPACT: (
        "i",
        "В",
        (
            "Изменилось ли что-то в услугах?",
            "Стало ли лучше благополучателям?",
            "Стало ли лучше специалистам?",
            "Изменилось ли что-то у самих участников?",
            "Измеряем ли мы это и оцениваем ли вместе?",
        ),
    ),
}

QUESTIONS: tuple[Question, ...] = tuple(
    Question(f"{code}{place}", f"{label}{place}", dimension, text)
    for dimension, (code, label, texts) in _ALL.items()
    for place, text in enumerate(texts, start=1)
)
PLAIN: tuple[Question, ...] = tuple(
    Question(f"b{place}", str(place), dimension, text)
    for place, (dimension, text) in enumerate(
        (
            (_D.PRINCIPLES, "Здесь со мной говорят уважительно, как с равным человеком?"),
            (_D.PRINCIPLES, "Можно отказаться участвовать, и хуже ко мне относиться не станут?"),
            (_D.PURPOSE, "Мне понятно, зачем здесь спрашивают наше мнение?"),
            (_D.PURPOSE, "Мне честно говорят, что можно изменить, а что нельзя?"),
            (_D.PRESENCE, "Таких людей, как я, зовут помогать и решать вместе?"),
            (_D.PRESENCE, "Здесь слышат тех, кто обычно молчит?"),
            (_D.PROCESS, "Сказать своё мнение просто: понятно, кому и где?"),
            (_D.PROCESS, "Мне отвечают, что стало с моими словами?"),
            (_D.IMPACT, "Здесь что-то меняется от того, что нас слушают?"),
            (_D.IMPACT, "Участие что-то даёт лично мне: силы, умения, друзей?"),
        ),
        start=1,
    )
)
BY_CODE: dict[str, Question] = {question.code: question for question in (*QUESTIONS, *PLAIN)}
SCORES: dict[int, str] = {0: "нет", 1: "отдельные попытки", 2: "регулярно", 3: "закреплено и проверяется"}
PLAIN_SCORES: dict[int, str] = {3: "да, всегда", 2: "чаще да", 1: "редко", 0: "нет"}


def of_dimension(dimension: str) -> tuple[Question, ...]:
    return tuple(question for question in QUESTIONS if question.dimension == dimension)


def after(code: str) -> Question | None:
    """The next question of the 25; None after the last one."""
    codes = [question.code for question in QUESTIONS]
    place = codes.index(code) + 1
    return QUESTIONS[place] if place < len(QUESTIONS) else None


def before(code: str) -> Question | None:
    place = [question.code for question in QUESTIONS].index(code)
    return QUESTIONS[place - 1] if place else None
