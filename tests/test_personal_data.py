"""Where data about people may be kept, and proof that they are kept nowhere else."""

import logging
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import actions
from uchastie.crm.desk.rules import Applicant, Channel, Result
from uchastie.crm.people.rules import Way
from uchastie.kernel.actor import NOBODY

ENTRIES = tomllib.loads((Path(__file__).parent / "personal_data.toml").read_text())
MODELS = [model for model in apps.get_models() if model.__module__.startswith("uchastie.")]
TEXT = {"CharField", "TextField", "EmailField", "JSONField", "GenericIPAddressField"}


def free_text(model):
    return {
        field.name
        for field in model._meta.get_fields()
        if field.concrete and not field.primary_key and field.get_internal_type() in TEXT and not field.choices
    }


def test_every_model_has_an_entry():
    assert set(ENTRIES) == {model._meta.label_lower for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_field_of_text_is_judged(model):
    entry = ENTRIES[model._meta.label_lower]
    personal, plain = set(entry.get("personal", [])), set(entry.get("plain", []))
    assert not personal & plain
    assert free_text(model) - personal - plain == set()
    assert personal | plain <= {field.name for field in model._meta.get_fields()}


def test_the_machinery_holds_nothing_personal():
    assert not [
        label for label in ENTRIES if label.split(".")[0] in {"journal", "delivery"} and "personal" in ENTRIES[label]
    ]


CANARIES = ("Канарейкина", "9995554433", "kanareika", "секретнаянужда", "шёпотом", "77788899", "напоминаниезаметка")
MAY_HOLD = {label for label, entry in ENTRIES.items() if entry.get("personal")}


def test_a_request_leaves_traces_only_where_they_belong(world, actor_of, caplog, django_capture_on_commit_callbacks):
    """Everything a person has typed, sought in every table and in the log: found only where the list allows it."""
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        request = actions.submit_request(
            actor=NOBODY,
            unit=world.uralmash,
            service_code="informing",
            applicant=Applicant(
                name="Канарейкина Ия",
                preferred_way=Way.PHONE,
                phone="+7 999 555-44-33",
                email="kanareika@example.org",
                preferred_time="вечером, шёпотом",
                volunteer_id="77788899",
            ),
            need="секретнаянужда",
            channel=Channel.WEB,
            key="key",
            consent_text_id=consents.current_text(Purpose.SERVICE).pk,
            address="127.0.0.1",
        )
        worker = actor_of(Role.CENTRE_EMPLOYEE)
        attempt = {"way": Way.PHONE, "result": Result.NO_ANSWER, "note": "напоминаниезаметка"}
        actions.record_contact(actor=worker, request_id=request.pk, version=None, **attempt)
        actions.add_note(actor=worker, request_id=request.pk, text="напоминаниезаметка")
    holders = {label for label in map(_label, apps.get_models()) if _holds(label)}
    assert holders <= MAY_HOLD
    assert "people.beneficiary" in holders, "the canary itself must be seen"
    assert not [canary for canary in CANARIES if canary in caplog.text]


def _label(model):
    return model._meta.label_lower


def _holds(label):
    rows = repr(list(apps.get_model(label)._base_manager.values_list()))
    return any(canary in rows for canary in CANARIES)


def test_addresses_carry_no_names(make_request):
    """Ids in addresses are opaque; a signed link tells nothing about the person."""
    from uchastie.crm.desk import queries

    request = make_request(name="Канарейкина Ия", phone="+79995554433")
    assert not [canary for canary in CANARIES if canary in queries.status_token(request.pk)]
