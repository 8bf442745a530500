"""Keeping a card: what is known of a person or an organisation."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries, rules
from uchastie.crm.people.actions.index import index
from uchastie.crm.people.actions.register import OBJECT, set_volunteer_id
from uchastie.crm.people.models import AudienceMark, Beneficiary
from uchastie.crm.people.rules import Kind, Need, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class CardValues:
    """Everything the page of editing asks. What belongs to the other kind stays empty."""

    name: str
    preferred_way: Way = Way.PHONE
    preferred_time: str = ""
    volunteer_id: str = ""
    birth_year: int | None = None
    needs: tuple[str, ...] = ()
    needs_note: str = ""
    municipality: str = ""
    oktmo: str = ""
    audiences: frozenset[str] = field(default=frozenset())
    inn: str = ""
    ogrn: str = ""
    kpp: str = ""
    csr: bool = False
    contact_position: str = ""


def look(actor: Actor, *, person_id: UUID, unit: Unit) -> Beneficiary:
    """Every look at a card is in the journal; `NotSeen` for people the actor does not know."""
    person = queries.get_beneficiary(actor, person_id)
    journal.record(actor, verb="viewed", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk)
    return person


@transaction.atomic
def edit_card(actor: Actor, *, person_id: UUID, unit: Unit, version: int | None, values: CardValues) -> tuple[str, ...]:
    """Save the card; which fields have changed. `Conflict("stale")` when somebody was faster."""
    person = queries.for_update(actor, person_id, version)
    clean = _checked(person, values)
    changed = _changes(person, clean)
    marks = _set_audiences(person, clean.audiences)
    if clean.volunteer_id != person.volunteer_id:
        set_volunteer_id(person, clean.volunteer_id)
        changed["volunteer_id"] = clean.volunteer_id
    rest = {name: value for name, value in changed.items() if name != "volunteer_id"}
    if rest or marks:
        person.apply(**rest)
    index(person)
    fields = tuple(sorted({*changed, *(["audiences"] if marks else [])}))
    if fields:
        journal.record(
            actor, verb="edited", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk, fields=list(fields)
        )
    return fields


@transaction.atomic
def set_inn(actor: Actor, *, person_id: UUID, unit: Unit, inn: str) -> Beneficiary:
    """What an organisation says of itself at the counter: a number that is in the card already stays."""
    organisation = queries.for_update(actor, person_id)
    number = rules.require_inn(inn)
    if organisation.kind == Kind.ORGANISATION and number and not organisation.inn:
        organisation.apply(inn=number)
        journal.record(
            actor, verb="edited", object_kind=OBJECT, object_id=organisation.pk, unit_id=unit.pk, fields=["inn"]
        )
    return organisation


@transaction.atomic
def set_contact_person(
    actor: Actor, *, person_id: UUID, unit: Unit, speaker_id: UUID | None, position: str = ""
) -> Beneficiary:
    """Who speaks for an organisation: a person the actor knows, or nobody."""
    organisation = queries.for_update(actor, person_id)
    if organisation.kind != Kind.ORGANISATION:
        raise Refusal("not_organisation", "Контактное лицо бывает только у организации.")
    speaker = queries.get_beneficiary(actor, speaker_id) if speaker_id else None
    if speaker and speaker.kind != Kind.PERSON:
        raise Refusal("speaker", "От организации говорит человек. Выберите карточку человека.")
    organisation.apply(contact_person=speaker, contact_position=rules.clean_name(position)[:100] if speaker else "")
    journal.record(actor, verb="contact_person_set", object_kind=OBJECT, object_id=organisation.pk, unit_id=unit.pk)
    return organisation


def _checked(person: Beneficiary, values: CardValues) -> CardValues:
    """In one form; what does not belong to the kind is dropped."""
    values = replace(
        values,
        name=rules.require_name(values.name),
        preferred_time=rules.clean_name(values.preferred_time),
        needs=tuple(need for need in Need if need in set(values.needs)),
        needs_note=rules.clean_name(values.needs_note),
        municipality=rules.clean_name(values.municipality),
        oktmo=rules.require_oktmo(values.oktmo),
        audiences=rules.require_audiences(person.kind, set(values.audiences)),
    )
    if person.kind == Kind.PERSON:
        year = rules.require_birth_year(values.birth_year, clock.now().year)
        number = rules.volunteer_id(values.volunteer_id) if values.volunteer_id.strip() else ""
        empty: dict[str, Any] = {"inn": "", "ogrn": "", "kpp": "", "csr": False, "contact_position": ""}
        return replace(values, birth_year=year, volunteer_id=number, **empty)
    return replace(
        values,
        inn=rules.require_inn(values.inn),
        ogrn=rules.require_ogrn(values.ogrn),
        kpp=rules.require_kpp(values.kpp),
        csr=values.csr and rules.Audience.O_BUSINESS in values.audiences,
        volunteer_id=person.volunteer_id,
        birth_year=None,
    )


def _changes(person: Beneficiary, values: CardValues) -> dict[str, Any]:
    wanted = asdict(values) | {"needs": list(values.needs)}
    del wanted["audiences"], wanted["volunteer_id"]
    return {name: value for name, value in wanted.items() if getattr(person, name) != value}


def _set_audiences(person: Beneficiary, wanted: frozenset[str]) -> bool:
    marks = AudienceMark.objects.filter(beneficiary=person)
    present = set(marks.values_list("code", flat=True))
    marks.filter(code__in=present - wanted).delete()
    AudienceMark.objects.bulk_create([AudienceMark(beneficiary=person, code=code) for code in sorted(wanted - present)])
    return present != wanted
