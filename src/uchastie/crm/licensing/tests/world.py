"""A host organisation on its way to a centre, by the same actions that people use."""

import io
from dataclasses import replace

from PIL import Image

from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.licensing import actions, queries
from uchastie.crm.licensing.models import Licence
from uchastie.crm.licensing.rules import HostInput
from uchastie.crm.network.models import Assignment
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, SYSTEM

GIVEN = HostInput(
    host_name="МБУ «Дом молодёжи»",
    host_inn="6681000030",
    signer="Савельева Ирина Петровна, директор",
    centre_name="Добро.Центр «Кушва»",
    town="Кушва",
    address="ул. Союзов, 7",
    contact_name="Артём Савельев",
    contact_phone="+7 34344 5-01-07",
    contact_email="artem@example.org",
)
SIX = ("social-design", "silver-mentor", "first-aid", "experts", "events", "corporate")
THREE = ("impact-assessment", "service-learning", "acceleration")


def a_picture(name="снимок.png"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    file = io.BytesIO(out.getvalue())
    file.name = name
    return file


def apply(world, *, key="", **changes):
    text = consents.current_text(Purpose.HOST).pk
    given = replace(GIVEN, **changes)
    return actions.apply_licence(actor=NOBODY, unit=world.region, given=given, key=key, consent_text_id=text)


def reviewed(world, actor, **changes):
    return actions.review_licence(actor=actor, licence_id=apply(world, **changes).pk, approve=True)


def agreed(world, coordinator, federal, **changes):
    """The paper is compared, the centre stands behind a closed door; answers with the licence and its head."""
    licence = reviewed(world, coordinator, **changes)
    today = clock.today(world.region.zone)
    actions.attach_scan(actor=coordinator, licence_id=licence.pk, upload=a_picture(), signed_on=today)
    licence = actions.confirm_scan(actor=federal, licence_id=licence.pk)
    return licence, a_head(licence)


def a_head(licence):
    from tests.world import add_second_factor

    user = User.objects.create_user(licence.contact_email, "Сирень-цветёт-в-мае", name=licence.contact_name)
    Assignment.objects.create(user=user, unit=licence.unit, role=Role.CENTRE_HEAD)
    add_second_factor(user)
    return user


def approved(actor, unit, codes=SIX, by=SYSTEM):
    actions.save_choice(actor, unit, codes=codes)
    actions.submit_set(actor, unit)
    return actions.decide_set(by, unit, approved=True)


def active(world, coordinator, federal, actor_of):
    """A licence that works, and its head; the centre offers «Стандарт»."""
    licence, head = agreed(world, coordinator, federal)
    actor = actor_of(head)
    approved(actor, licence.unit)
    actions.accept_terms(actor=actor, unit=licence.unit, number=1)
    return Licence.objects.select_related("unit").get(pk=licence.pk), head


def chosen(unit):
    return set(queries.list_chosen_codes(unit))
