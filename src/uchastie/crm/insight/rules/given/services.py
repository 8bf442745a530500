"""Block «Оказание сервисов благополучателям»."""

from uchastie.crm.insight.rules.given.kinds import Given
from uchastie.crm.insight.rules.norms import How
from uchastie.crm.insight.rules.spans import Span
from uchastie.crm.insight.rules.standing import Block

SERVICES = (
    Given(
        code="consultations",
        name="Консультации за месяц",
        block=Block.SERVICES,
        how=How.COUNT,
        span=Span.MONTH,
        plan=15,
        mandatory=True,
        source="A76",
        source_words="не менее 15 консультаций в месяц",
        counted="Оказанные за месяц консультации, у которых привязан ID. Без ID — не в счёте, пока его не привяжут.",
        parts=["desk.consultations"],
        forms=["консультация", "консультации", "консультаций"],
    ),
    Given(
        code="positive",
        name="Положительные оценки",
        block=Block.SERVICES,
        how=How.SHARE,
        span=Span.MONTH,
        plan=80,
        mandatory=True,
        source="A68",
        source_words="не менее 80% положительных отзывов",
        counted="Оценки 4 и 5 среди всех оценок месяца. Нет оценок — нет данных: такой месяц не считается выполненным.",
        parts=["desk.positive"],
        wholes=["desk.marks"],
        forms=["хорошая оценка", "хорошие оценки", "хороших оценок"],
    ),
    Given(
        code="contact",
        name="Связались за 2 рабочих дня",
        block=Block.SERVICES,
        how=How.SHARE,
        span=Span.MONTH,
        plan=100,
        mandatory=True,
        source="A18",
        source_words="В течение 2 (двух) рабочих дней с момента подачи заявки необходимо связаться",
        counted="Заявки, с чьими авторами поговорили в срок, среди всех, чей срок пришёлся на этот месяц и уже прошёл.",
        parts=["desk.kept"],
        wholes=["desk.due"],
        forms=["заявка", "заявки", "заявок"],
    ),
    Given(
        code="answers",
        name="Ответы на запросы по платформе",
        block=Block.SERVICES,
        how=How.SHARE,
        span=Span.SINCE,
        plan=90,
        mandatory=True,
        source="A100",
        source_words="С момента подключения Добро.Центра к административной панели обеспечивать ответами на 90% запросов",
        counted="Запросы с ответом среди всех со дня, когда центр получил доступ: заявки на помощь с платформой и вопросы, "
        "записанные в разделе платформы.",
        parts=["desk.answered", "platform.answered"],
        wholes=["desk.asked", "platform.received"],
        forms=["ответ", "ответа", "ответов"],
    ),
)
