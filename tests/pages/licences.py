"""Licences in every state, a centre that waits for its own, sets before and after approval."""

import datetime as dt
from typing import Any

from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page
from tests.world import actor
from uchastie.crm.accounts.rules import Role
from uchastie.crm.licensing import actions, queries
from uchastie.crm.licensing.models import Licence, LicenceText
from uchastie.crm.licensing.rules import Answer, State
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.ids import new_id

LICENCES = [
    Page("join", "licensing:apply"),
    *[Page(f"join-{state}", "licensing:status", None, (f"licence-token-{state}",)) for state in State],
    Page("join-bad-link", "licensing:status", None, ("no-token",), status=404),
    Page("licences", "licensing:index", REGION),
    Page("licences-federal", "licensing:index", FEDERAL),
    Page("licences-nothing", "licensing:index", REGION, query="?state=ended"),
    *[Page(f"licence-{state}", "licensing:licence", REGION, (f"licence-{state}",)) for state in State],
    Page("licence-text", "licensing:text", FEDERAL, ("licence-text",)),
    Page("licence-terms-text", "licensing:text", FEDERAL, ("terms-text",)),
    Page("licence-text-difference", "licensing:text_difference", FEDERAL, ("licence-text", "second")),
    Page("own-licence", "licensing:own", HEAD),
    Page("own-licence-employee", "licensing:own", EMPLOYEE),
    Page("verification", "licensing:terms", HEAD),
    Page("verification-employee", "licensing:terms", EMPLOYEE),
    Page("set-study", "licensing:step", HEAD, ("slug", "study")),
    Page("set-readiness", "licensing:step", HEAD, ("slug", "readiness")),
    Page("set-choice", "licensing:step", HEAD, ("slug", "choice")),
    Page("set-choice-employee", "licensing:step", EMPLOYEE, ("slug", "choice")),
    Page("set-readiness-region", "licensing:step", REGION, ("slug", "readiness")),
    Page("set-decision", "licensing:step", REGION, ("slug-submitted", "choice")),
    Page("set-versions", "licensing:versions", HEAD, ("slug",)),
    Page("set-versions-none", "licensing:versions", REGION, ("slug-submitted",)),
    Page("premises", "licensing:premises", HEAD, ("slug",)),
    Page("premises-here", "licensing:here", EMPLOYEE),
    Page("premises-region", "licensing:premises", REGION, ("slug",)),
    Page("place", "licensing:place", HEAD),
    Page("place-employee", "licensing:place", EMPLOYEE),
]
NO_PAGES_OF_LICENCES = {
    "licensing:apply_consent": "shown after the form is sent; leads back to it otherwise",
    "licensing:submit": "leads back to the form",
    "licensing:status_paper": "a paper",
    "licensing:paper": "a paper",
    "licensing:own_paper": "a paper",
    "licensing:annex_pdf": "a paper",
    "licensing:annex_docx": "a paper",
}
SIX = ("social-design", "silver-mentor", "first-aid", "experts", "events", "corporate")


def make_licences(world: Any) -> dict[str, object]:
    head = actor(world.user(Role.CENTRE_HEAD))
    values: dict[str, object] = {"study": "study", "readiness": "readiness", "choice": "choice"}
    values |= {"licence-text": "agreement", "terms-text": "terms", "second": 2}
    LicenceText.objects.create(
        kind="agreement", number=2, body="1. Первый пункт.\n2. Новый пункт.", note="короче", published_at=clock.now()
    )
    for place, state in enumerate(State):
        licence = _licence(world, state, place)
        values |= {
            f"licence-{state}": licence.pk,
            f"licence-token-{state}": queries.status_path(licence.pk).split("/")[2],
        }
    actions.set_offers(SYSTEM, world.uralmash, SIX)
    actions.save_study(head, world.uralmash, codes=SIX)
    actions.save_readiness(head, world.uralmash, answers={code: Answer(2, 3) for code in SIX})
    actions.save_choice(head, world.uralmash, codes=[*SIX[1:], "impact-assessment", "eco"])
    actions.check_page(head, world.uralmash)
    actions.write_note(SYSTEM, world.federal, text="Единый портал — Добро.рф.")
    actions.accept_terms(actor=head, unit=world.uralmash, number=1)
    return values | {"slug-submitted": _submitted(world)}


def _submitted(world: Any) -> str:
    """The set of another centre of the region waits for a decision."""
    unit: Unit = world.vtoroy
    actions.save_choice(SYSTEM, unit, codes=SIX)
    actions.submit_set(SYSTEM, unit)
    return unit.slug


def _licence(world: Any, state: State, place: int) -> Licence:
    """Rows: the way of each is proved elsewhere. The active one is of «Уралмаш», the others have no centre of tests."""
    now = clock.now()
    living = state in {State.AGREED, State.ACTIVE, State.SUSPENDED, State.ENDED}
    unit = world.uralmash if state == State.ACTIVE else _closed_centre(world, place) if living else None
    paper = state not in {State.APPLIED, State.DECLINED}
    return Licence.objects.create(
        number=f"ЛД-66/{place + 1:03d}" if paper else None,
        state=state,
        region=world.region.region,
        unit=unit,
        host_name="МБУ «Дом молодёжи»",
        host_inn="6681000030",
        signer="Савельева Ирина Петровна, директор",
        centre_name=unit.name if unit else "Добро.Центр «Кушва»",
        town="Кушва",
        address="ул. Союзов, 7",
        contact_name="Артём Савельев",
        contact_phone="+73434450107",
        contact_email="artem@example.org",
        about="Есть зал и две комнаты на первом этаже.",
        applied_at=now - dt.timedelta(days=place),
        decision_reason="Нет помещения" if state == State.DECLINED else "",
        body="1. Договор.\n2. Действует." if paper else "",
        sha256="0" * 64 if paper else "",
        valid_from=now.date() if paper else None,
        valid_until=now.date() + dt.timedelta(days=900) if paper else None,
        agreed_at=now if living else None,
        active_at=now if state in {State.ACTIVE, State.SUSPENDED, State.ENDED} else None,
        suspended_at=now if state == State.SUSPENDED else None,
        suspend_reason="Нет помещения" if state == State.SUSPENDED else "",
        ended_at=now if state == State.ENDED else None,
        end_reason="Организация закрылась" if state == State.ENDED else "",
    )


def _closed_centre(world: Any, place: int) -> Unit:
    slug = f"kushva-{place}"
    return Unit.objects.create(
        id=new_id(),
        slug=slug,
        path=f"{world.region.path}{slug}/",
        parent=world.region,
        region=world.region.region,
        kind="centre",
        status="locked",
        name=f"Добро.Центр «Кушва-{place}»",
        town="Кушва",
        tz=world.region.tz,
    )
