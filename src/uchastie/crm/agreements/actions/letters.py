"""What the parties and the headquarters are told. Numbers only; names stay behind the sign-in or the signed link."""

from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from uchastie.crm.agreements import queries
from uchastie.crm.agreements.models import Agreement
from uchastie.crm.agreements.rules import KIND_NAMES, Kind, Side, sides_of
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.kernel.errors import Refusal
from uchastie.ui import text as words

LETTER = (
    "Код для подписания соглашения № {number}: {code}\n\nВведите его на странице, где вы его просили. "
    "Код действует 10 минут.\nНикому его не говорите, даже сотруднику штаба.\n\n"
    "Если вы ничего не подписываете, ничего не делайте: без кода подписи не будет."
)
SMS = "Код для подписания соглашения № {number}: {code}. Никому его не говорите.\n\n@{host} #{code}"


def send_code(agreement: Agreement, code_id: UUID, code: str, *, phone: str, email: str) -> None:
    """By SMS to the phone the side is known by, else by letter; staff get it by letter."""
    if phone and reach.has_sms():
        host = urlsplit(settings.SITE_URL).hostname or ""
        body = SMS.format(number=agreement.number, code=code, host=host)
        notifications.send_sms(event="agreement-code", about_id=code_id, phone=phone, body=body)
        return
    if not email:
        raise Refusal("no_contact", "Код отправить некуда: нет ни телефона, ни почты. Подпишите на бумаге.")
    notifications.send_letter(
        event="agreement-code",
        about_id=code_id,
        email=email,
        subject="Код для подписания соглашения",
        body=LETTER.format(number=agreement.number, code=f"{code[:3]} {code[3:]}"),
    )


def ask_to_sign(agreement: Agreement) -> None:
    """The parties hear that a text waits for them, with their own signed link."""
    for side in sides_of(Kind(agreement.kind), of_family=agreement.guardian_id is None):
        person_id = _person(agreement, side)
        to = reach.person(person_id, about_id=agreement.pk, unit_id=agreement.unit_id) if person_id else None
        if to:
            notifications.notify(
                event="agreement_to_sign",
                about_id=agreement.pk,
                to=to,
                unit_id=agreement.unit_id,
                number=agreement.number,
                values={"о чём": words.uncapital(KIND_NAMES[Kind(agreement.kind)])},
                url=queries.signing_path(agreement, side),
            )


def tell_renewal(agreement: Agreement) -> None:
    until = {"срок": words.full_day(agreement.valid_until)}
    staff = [row.user_id for row in network.list_coordinators(agreement.unit)]
    _tell_staff(agreement, staff, "agreement_ends", until)


def tell_ended(agreement: Agreement) -> None:
    """A party has stopped it: the coordinators hear of it."""
    staff = [row.user_id for row in network.list_coordinators(agreement.unit)]
    _tell_staff(agreement, staff, "agreement_ended", {})


def tell_rejected(agreement: Agreement, user_ids: Iterable[UUID], reason: str) -> None:
    _tell_staff(agreement, user_ids, "agreement_scan_rejected", {"причина": reason}, occasion=str(agreement.version))


def _tell_staff(
    agreement: Agreement, user_ids: Iterable[UUID], event: str, values: dict[str, str], *, occasion: str = ""
) -> None:
    for user_id in user_ids:
        to = reach.staff(user_id, unit_id=agreement.unit_id)
        if to:
            notifications.notify(
                event=event,
                about_id=agreement.pk,
                to=to,
                unit_id=agreement.unit_id,
                number=agreement.number,
                values=values,
                url=reverse("agreements:agreement", args=[agreement.pk]),
                occasion=occasion,
            )


def _person(agreement: Agreement, side: Side) -> UUID | None:
    if side is Side.GUARDIAN and agreement.guardian:
        return agreement.guardian.representative_id
    return agreement.case.applicant_id if side is Side.FAMILY and agreement.case else None
