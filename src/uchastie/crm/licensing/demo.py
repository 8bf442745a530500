"""The demonstration's licences: every centre has a paper and an approved set, and organisations are on their way."""

import datetime as dt

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.licensing import actions
from uchastie.crm.licensing.rules import HostInput, licence_number
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor

# Twelve services with the base four: six «Стандарт» and two «Мастер», so the page has something to warn about.
USUAL = (
    "social-design",
    "silver-mentor",
    "first-aid",
    "experts",
    "events",
    "corporate",
    "impact-assessment",
    "service-learning",
)
SMALL_TOWN = ("social-design", "mutual-aid", "premises", "events", "eco", "blood-donation", "small-towns")
LARGE = (*USUAL, "volunteer-corps", "dobro-university", "acceleration")
SIGNED_AGO = (200, 410, 620, 830, 1050, 95)  # days; the fifth comes to its end soon

NOTES = {
    "/": "Федеральные программы: «Мы вместе», «Добро не уходит на каникулы», «Серебряный возраст».\n"
    "Единый портал — Добро.рф: там видно добрые дела, обучение и конкурсы.",
    "/66/": "В Свердловской области работает ресурсный центр добровольчества, гранты принимают весной и осенью.",
}
KUSHVA = HostInput(
    host_name="МБУ «Дом молодёжи»",
    host_inn="6681000030",
    signer="Савельева Ирина Петровна, директор",
    centre_name="Добро.Центр «Кушва»",
    town="Кушва",
    address="ул. Союзов, 7",
    contact_name="Артём Савельев",
    contact_phone="+7 34344 5-01-07",
    contact_email="kushva@primer.example",
    about="Три года ведём волонтёрский отряд, есть зал и две комнаты на первом этаже.",
)
SEROV = HostInput(
    host_name="АНО «Северный берег»",
    host_inn="6680000013",
    signer="Ольга Ларионова, директор",
    centre_name="Добро.Центр «Серов»",
    town="Серов",
    address="ул. Ленина, 142",
    contact_name="Ольга Ларионова",
    contact_phone="+7 34385 5-01-42",
    contact_email="serov@primer.example",
    about="Помогаем старшим и семьям, хотим открыть центр при библиотеке.",
)


def make() -> None:
    """«Уралмаш» has the usual set; the other centres have one of three, in turn."""
    others = (SMALL_TOWN, USUAL, LARGE)
    for place, unit in enumerate(network.list_centres().order_by("path")):
        _license(unit, place)
        actions.set_offers(SYSTEM, unit, USUAL if unit.slug == "uralmash" else others[place % len(others)])
    for above in network.list_region_headquarters().filter(region_id="66"):
        for unit in network.list_above(above):
            if unit.path in NOTES:
                actions.write_note(SYSTEM, unit, text=NOTES[unit.path])
        _on_their_way(above)


def _license(unit: Unit, place: int) -> None:
    head = next((row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_HEAD), None)
    region = unit.region_id or ""
    actions.register_licence(
        actor=SYSTEM,
        unit=unit,
        number=licence_number(region, 11 + place),
        valid_from=clock.today(unit.zone) - dt.timedelta(days=SIGNED_AGO[place % len(SIGNED_AGO)]),
        signer="руководитель организации",
        contact=head.name if head else "",
        email=unit.email,
    )


def _on_their_way(headquarters: Unit) -> None:
    """One organisation has just applied, of another the region has agreed and waits for the paper."""
    text = consents.current_text(Purpose.HOST).pk
    for given in (SEROV, KUSHVA):
        licence = actions.apply_licence(
            actor=NOBODY, unit=headquarters, given=given, key="", consent_text_id=text, address=None
        )
    actions.review_licence(actor=_coordinator(headquarters), licence_id=licence.pk, approve=True)


def _coordinator(unit: Unit) -> Actor:
    row = network.list_coordinators(unit).first()
    return network.actor_of(row.user) if row else SYSTEM
