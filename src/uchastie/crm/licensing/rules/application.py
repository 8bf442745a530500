"""What a host organisation writes in its application."""

from dataclasses import dataclass, replace

from uchastie.crm.network.rules import CentreCard, clean_card
from uchastie.kernel.errors import Refusal

ABOUT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class HostInput:
    """`signer` signs the agreement, `contact` will lead the centre and gets the invitation."""

    host_name: str
    host_inn: str
    signer: str
    centre_name: str
    town: str
    address: str
    contact_name: str
    contact_phone: str
    contact_email: str
    about: str = ""


def require_host(given: HostInput) -> HostInput:
    """As it is kept; `Refusal` at the first field that cannot be. INN and phone are judged as on a centre's card."""
    named = (
        ("host_name", "Напишите название организации."),
        ("signer", "Напишите, кто подпишет договор: фамилия, имя, должность."),
        ("centre_name", "Напишите, как назвать центр."),
        ("town", "Напишите город, посёлок или село."),
        ("address", "Напишите улицу и дом, где будет центр."),
        ("contact_name", "Напишите имя и фамилию будущего руководителя."),
    )
    clean = {name: " ".join(getattr(given, name).split()) for name, _ in named}
    for name, message in named:
        if len(clean[name]) < 2:
            raise Refusal(name, message, field=name)
    if not given.host_inn.strip():
        raise Refusal("inn", "У организации есть ИНН: напишите его.", field="host_inn")
    if len(given.about) > ABOUT_LIMIT:
        raise Refusal("about", f"Слишком длинно: не больше {ABOUT_LIMIT} знаков.", field="about")
    return replace(given, **clean, **_contacts(given), about=given.about.strip())


def _contacts(given: HostInput) -> dict[str, str]:
    email = given.contact_email.strip().lower()
    if "@" not in email:
        raise Refusal("email", "Напишите адрес почты: на него придёт договор и приглашение.", field="contact_email")
    try:
        card = clean_card(CentreCard("—", "—", "—", host_inn=given.host_inn, phone=given.contact_phone))
    except Refusal as refusal:
        field = {"phone": "contact_phone"}.get(refusal.field or "", refusal.field)
        raise Refusal(refusal.code, refusal.message, field=field) from refusal
    if not card.phone:
        raise Refusal("phone", "Напишите телефон: по нему уточнят заявку.", field="contact_phone")
    return {"host_inn": card.host_inn, "contact_phone": card.phone, "contact_email": email}


def card_of(given: HostInput) -> CentreCard:
    """The card of the centre that the application makes."""
    return CentreCard(
        name=given.centre_name,
        town=given.town,
        address=given.address,
        host_name=given.host_name,
        host_inn=given.host_inn,
        phone=given.contact_phone,
        email=given.contact_email,
    )
