"""What the pages of one agreement show, for staff and for a party alike."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from uchastie.crm.agreements import access, actions, forms, queries, rules
from uchastie.crm.agreements.models import Agreement, SigningCode
from uchastie.crm.agreements.rules import KIND_NAMES, SIDE_NAMES, STATE_MARKS, STATE_NAMES, Kind, Side, State
from uchastie.crm.notifications import queries as reach
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.ui import text as words


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of «Что откроет данные семьи»: `state` is open, now or soon."""

    state: str
    title: str
    detail: str


def title_of(agreement: Agreement) -> str:
    """The parties: «штаб и «Верное плечо»». A family is its number."""
    guardian = f"«{agreement.guardian.name}»" if agreement.guardian else ""
    family = f"семья {agreement.case.number}" if agreement.case else ""
    if agreement.kind in {Kind.GUARDIAN_HQ, Kind.DATA_PROTECTION}:
        return f"штаб и {guardian}"
    return " и ".join(party for party in (guardian, family) if party)


def common(actor: Actor, agreement: Agreement) -> dict[str, Any]:
    places = queries.list_places(actor, agreement)
    side = access.side_of(actor, agreement)
    return {
        "agreement": agreement,
        "kind": KIND_NAMES[Kind(agreement.kind)],
        "title": title_of(agreement),
        "state": STATE_NAMES[State(agreement.state)],
        "mark": STATE_MARKS[State(agreement.state)],
        "paragraphs": rules.paragraphs(agreement.body),
        "places": places,
        "SIDES": SIDE_NAMES,
        "fingerprint": rules.short(agreement.sha256),
        "zone": agreement.unit.zone,
        "dated": agreement.offered_at or agreement.prepared_at,
        "side": side,
        "signs": agreement.state == State.WAITING and any(p.side == side and p.signature is None for p in places),
    }


def signing(actor: Actor, agreement: Agreement) -> dict[str, Any]:
    """The pane where the actor signs for his side: by a code when he may, and where the code goes."""
    try:
        signer = actions.signer_of(actor, agreement)
    except Refusal:
        return {"by_code": False, "sent": None}
    party = {"guardian_id": agreement.guardian_id} if signer.side is Side.GUARDIAN else {"case_id": agreement.case_id}
    agreed = signer.side is Side.HQ or queries.may_sign_by_code(**party)
    sent = _alive_code(agreement, signer)
    return {
        "by_code": agreement.kind != Kind.ADHESION and agreed,
        "sent": sent,
        "left": rules.TRIES - sent.tries if sent else 0,
        "to": words.mask_phone(signer.phone) if signer.phone and reach.has_sms() else _mask(signer.email),
        "code_form": forms.CodeForm(),
    }


def _alive_code(agreement: Agreement, signer: actions.Signer) -> SigningCode | None:
    codes = agreement.codes.filter(side=signer.side, asked_by_id=signer.id, used_at=None, expires_at__gt=clock.now())
    return codes.filter(tries__lt=rules.TRIES).order_by("-made_at").first()


def _mask(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[:2] if len(name) > 2 else name[:1]}···@{host}" if host else ""


def conditions(agreement: Agreement) -> list[Condition]:
    """What stands and what is missing until the family's data open (decision 15)."""
    if agreement.guardian_id is None:
        return []
    counted = queries.in_force(agreement.guardian_id, agreement.case_id)
    wanted = [Kind.GUARDIAN_HQ, Kind.DATA_PROTECTION]
    lines = [Condition("open", "Номер и район семьи", "видно сразу")]
    lines += [_condition(kind, kind in counted, agreement) for kind in wanted]
    if agreement.case_id:
        given = queries.has_transfer_consent(agreement.case_id, agreement.guardian_id)
        lines.append(Condition("open" if given else "now", "Согласие семьи на передачу данных", _word(given)))
        lines.append(_condition(Kind.GUARDIAN_FAMILY, Kind.GUARDIAN_FAMILY in counted, agreement))
    else:
        lines.append(Condition("now", "Согласие каждой семьи", "своё для каждой, до знакомства"))
    return lines


def _condition(kind: Kind, stands: bool, agreement: Agreement) -> Condition:
    name = f"Соглашение {words.uncapital(KIND_NAMES[kind])}"
    if stands and agreement.kind == kind and agreement.state == State.IN_FORCE:
        soon = rules.renew_soon(agreement.valid_until, queries.today_of(agreement)) and not has_renewal(agreement)
        return Condition("soon" if soon else "open", name, f"действует по {words.full_day(agreement.valid_until)}")
    return Condition("open" if stands else "now", name, "действует" if stands else "нужны подписи")


def _word(given: bool) -> str:
    return "дано" if given else "нужно до знакомства"


def has_renewal(agreement: Agreement) -> bool:
    return Agreement.objects.filter(previous=agreement).exists()


def day_of(moment: dt.datetime, zone: dt.tzinfo) -> dt.date:
    return moment.astimezone(zone).date()
