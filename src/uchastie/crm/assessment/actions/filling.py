"""The centre begins a profile and says what it is: kind, groups, texts of the sections, the statement everybody accepts."""

import datetime as dt
import hashlib
import secrets
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.assessment import access, queries
from uchastie.crm.assessment.actions.steps import lock_profile, record
from uchastie.crm.assessment.models import Acceptance, Profile, Text
from uchastie.crm.assessment.rules import texts
from uchastie.crm.assessment.rules.states import State
from uchastie.crm.network.models import Unit
from uchastie.crm.practices.rules.method import Group, Organisation
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike: it may be typed by hand
LONGEST = 120  # days of collecting answers


@transaction.atomic
def start_profile(
    *, actor: Actor, unit: Unit | None, organisation: str, groups: list[str], closes_on: dt.date
) -> Profile:
    """One of a centre in a year: a second start leads to the first."""
    centre = access.require_centre(unit)
    access.require_head(actor, centre)
    today = clock.today(centre.zone)
    _require_start(organisation, groups, closes_on, today)
    found = Profile.objects.filter(unit=centre, year=today.year).first()
    if found:
        return found
    try:
        with transaction.atomic():
            profile = Profile.objects.create(
                unit=centre,
                year=today.year,
                organisation=organisation,
                groups=groups,
                code="".join(secrets.choice(LETTERS) for _ in range(10)),
                closes_on=closes_on,
                opened_at=clock.now(),
            )
    except IntegrityError:
        return Profile.objects.get(unit=centre, year=today.year)
    record(actor, profile, "profile_started")
    return profile


def _require_start(organisation: str, groups: list[str], closes_on: dt.date, today: dt.date) -> None:
    if organisation not in set(Organisation):
        raise Refusal("organisation", "Выберите тип организации.", field="organisation")
    if not groups or not set(groups) <= set(Group):
        raise Refusal("groups", "Отметьте хотя бы одну группу людей, которым вы помогаете.", field="groups")
    _require_day(closes_on, today)


def _require_day(closes_on: dt.date, today: dt.date) -> None:
    if closes_on <= today:
        raise Refusal("closes_on", "Дайте людям время: последний день — завтра или позже.", field="closes_on")
    if (closes_on - today).days > LONGEST:
        raise Refusal("closes_on", f"Слишком долго: не больше {LONGEST} дней.", field="closes_on")


@transaction.atomic
def change_term(*, actor: Actor, profile_id: UUID, version: int | None, closes_on: dt.date) -> Profile:
    profile = lock_profile(actor, profile_id, version)
    access.require_head(actor, profile.unit)
    if profile.state != State.DRAFT:
        raise Refusal("collected", "Ответы уже собраны.")
    _require_day(closes_on, clock.today(profile.unit.zone))
    profile.apply(closes_on=closes_on)
    record(actor, profile, "profile_term_changed")
    return profile


@transaction.atomic
def write_section(
    *, actor: Actor, profile_id: UUID, version: int | None, section: str, typed: dict[str, str]
) -> Profile:
    profile = lock_profile(actor, profile_id, version)
    access.require_head(actor, profile.unit)
    if profile.state == State.REVIEWED:
        raise Refusal("reviewed", "Год подведён: профиль больше не меняется.")
    clean = {topic.code: typed.get(topic.code, "").strip() for topic in texts.BY_SECTION[section].topics}
    if clean.get("roles"):
        texts.parse_roles(clean["roles"])
    _write(profile, clean)
    profile.apply()
    record(actor, profile, "profile_written", section=section)
    return profile


def write_text(profile: Profile, topic: str, text: str) -> None:
    _write(profile, {topic: text.strip()})


def _write(profile: Profile, clean: dict[str, str]) -> None:
    for topic, text in clean.items():
        if len(text) > texts.TEXT:
            raise Refusal("too_long", f"Слишком длинно: помещается {texts.TEXT} знаков.", field=topic)
        if text:
            Text.objects.update_or_create(profile=profile, topic=topic, defaults={"text": text})
        else:
            Text.objects.filter(profile=profile, topic=topic).delete()


@transaction.atomic
def accept_principles(*, actor: Actor, profile_id: UUID, digest: str) -> None:
    """Everybody who works here, each for themselves; to exactly the words that were read. Twice is once."""
    profile = lock_profile(actor, profile_id)
    access.require_respondent(actor, profile.unit)
    statement = queries.texts_of(profile).get("statement", "")
    if not statement:
        raise Refusal("no_statement", "Заявление о принципах ещё не записано.")
    if digest != digest_of(statement):
        raise Conflict("changed", "Пока вы читали, заявление изменили. Прочитайте его ещё раз.")
    _, made = Acceptance.objects.get_or_create(
        profile=profile, user_id=access.person_of(actor), digest=digest, defaults={"at": clock.now()}
    )
    if made:
        record(actor, profile, "principles_accepted")


def digest_of(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()
