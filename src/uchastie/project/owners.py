"""Every column that names a person or an organisation of the registry. A new table that names one gets a line here:
tests/test_owners.py finds those that have none."""

from uchastie.kernel.pointers import Pointer

PERSON = "people.Beneficiary"

POINT_AT_PERSON = (
    Pointer("people.ContactPoint", "beneficiary", "Телефоны и адреса почты", once=("kind", "value")),
    Pointer("people.Acquaintance", "beneficiary", "Знакомство с центром", once=("unit",)),
    Pointer("people.AudienceMark", "beneficiary", "Группы", once=("code",)),
    Pointer("people.HouseholdMember", "beneficiary", "Семья и дом", once=("household",)),
    Pointer("people.Beneficiary", "contact_person", "Организации, от которых говорит"),
    Pointer("people.Beneficiary", "merged_into", "Карточки, объединённые раньше"),
    Pointer("desk.ServiceRequest", "beneficiary", "Заявки"),
    Pointer("consents.Consent", "subject_id", "Согласия"),
    Pointer("families.FamilyCase", "applicant", "Семьи, за которые говорит"),
    Pointer("guardians.Guardian", "representative", "Опекуны, за которых отвечает"),
    Pointer("families.FamilyMember", "beneficiary", "Состав семьи"),
    Pointer("visits.Visit", "person", "Посещения"),
    Pointer("events.Registration", "person", "Записи на события", once=("event",)),
    Pointer("events.Attendance", "person", "Отметки на событиях", once=("event",)),
    Pointer("outreach.Partner", "organisation", "Партнёрство с центром"),
    Pointer("platform.UsefulMark", "person", "Полезные действия", once=("kind", "day")),
    Pointer("voices.FeedbackItem", "person", "Предложения и отзывы"),
    Pointer("councils.Member", "person", "Участие в советах", once=("council",)),
    Pointer("involvement.BeneficiaryRole", "person", "Роли в работе центра", once=("opportunity",)),
    Pointer("surveys.Invitation", "person", "Приглашения ответить", once=("survey",)),
    Pointer("neighbours.Neighbour", "person", "Профили соседа"),
    Pointer("cabinet.Door", "beneficiary", "Входы в «Мои сервисы»", once=("kind", "value")),
    Pointer("notifications.Message", "recipient_id", "Сообщения"),
    Pointer("notifications.Subscription", "recipient_id", "Подписки на уведомления"),
    Pointer("notifications.Choice", "recipient_id"),
)
