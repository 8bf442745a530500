"""What stands behind the pages of families: one in every state, needs of every kind, a table with mistakes."""

from io import BytesIO
from typing import Any

from tests.world import actor
from tests.world_opeka import make_case, make_need
from uchastie.crm.accounts.rules import Role
from uchastie.crm.families import actions
from uchastie.crm.families.rules import FamilyState, LookReason, NeedValues
from uchastie.kernel.actor import Actor, ActorKind


def make_families(world: Any) -> dict[str, object]:
    me = actor(world.user(Role.REGION_COORDINATOR))
    made = {str(state): make_case(world, state=state) for state in FamilyState}
    screened = made["screening"]
    screened.story = "Некому водить сына на кружки, и бабушке трудно одной."
    screened.save()
    make_need(screened, format="", periodicity="", urgency="", description="Починить кран")
    actions.screen_family(actor=me, case_id=screened.pk, needed=True, reason="Одна с ребёнком, помощь нужна надолго")
    opened = make_case(world, needs=2, external_id="ОНФ-2026-104512")
    actions.open_veil(actor=me, case_id=opened.pk, reason=LookReason.CALL)
    stranger = actor(world.user(Role.MUNICIPAL_COORDINATOR))
    actions.note_refusal(actor=stranger, case_id=opened.pk)
    need, sent = opened.needs.order_by("added_at")
    values = NeedValues("children", "Водить сына на плавание", "in_person", "weekly", "high", "вт и чт")
    family = Actor(ActorKind.HOLDER, opened.pk, "Рябинина Ольга")
    actions.change_need(actor=family, case_id=opened.pk, need_id=need.pk, version=None, values=values)
    parts = [actions.Part(sent.pk, "consulting")]
    actions.split_needs(actor=me, case_id=opened.pk, centre=world.uralmash, parts=parts, agreed=True)
    met = make_need(opened, state="met", description="Купить лекарства")
    return {f"family-{state}": case.pk for state, case in made.items()} | {
        "family-opened": opened.pk,
        "family-need": need.pk,
        "family-met": met.pk,
        "family-table": _table(world, me),
    }


def _table(world: Any, me: Actor) -> object:
    head = "Номер в ОНФ.Помощь;Кто обратился;Телефон;Населённый пункт\r\n"
    rows = "ОНФ-1;Кедрова Ия;+7 912 555-03-01;Реж\r\nОНФ-2;Сосновая Аня;12;\r\n"
    return actions.import_families(me, unit=world.region, upload=BytesIO((head + rows).encode())).pk
