"""Support of the pairs of one region: marks of help, one the family denies, a call with one side still to reach, a report.
Everything is invented and goes through the actions people use."""

import datetime as dt

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.followup import actions, queries
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.actions.talks import Talk
from uchastie.crm.followup.models import HelpFact
from uchastie.crm.followup.rules.help import Verdict
from uchastie.crm.followup.rules.schedule import Outcome, Party
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import PairState
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind

REGION = "66"
HELPED = (("забирали сына из школы", 2), ("отвезли на кружок и обратно", 6), ("помогли с уроками", 10))
REPORT = "Каждую неделю забираем сына из школы и возим на кружок. Крыльцо починим, когда привезут доски."


def make() -> None:
    """For every pair of the region whose help goes on."""
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    lead = _coordinator(unit) if unit else None
    if unit is None or lead is None:
        return
    rows = guardianship.visible_to(SYSTEM).filter(unit__path__startswith=unit.path, state=PairState.ACTIVE)
    with transaction.atomic():
        for pair in rows.select_related("case", "guardian", "unit"):
            _support(lead, pair)


def _coordinator(unit: Unit) -> Actor | None:
    first = network.list_staff(SYSTEM, unit).filter(role=Role.REGION_COORDINATOR).first()
    return network.actor_of(first.user) if first else None


def _support(lead: Actor, pair: Guardianship) -> None:
    helper = Actor(ActorKind.HOLDER, pair.guardian_id, label=pair.guardian.representative.name)
    family = Actor(ActorKind.HOLDER, pair.case_id, label=pair.case.applicant.name)
    facts = _help(helper, pair)
    if facts:
        actions.answer_help(actor=family, fact_id=facts[-1].pk, verdict=Verdict.CONFIRMED)
    if len(facts) > 1:
        note = "В этот день не приезжали, договорились на другой"
        actions.answer_help(actor=family, fact_id=facts[1].pk, verdict=Verdict.DISPUTED, note=note)
    call = queries.next_call_of(pair.pk)
    if call is not None and call.work_on <= queries.today_of(pair.unit):
        talk = Talk(Outcome.NO_ANSWER, note="Телефон выключен, попробуем завтра")
        actions.note_talk(actor=lead, call_id=call.pk, side=Party.GUARDIAN, version=None, talk=talk)
    month = clock.today(pair.unit.zone)
    actions.send_report(actor=helper, guardianship_id=pair.pk, month=month, text=REPORT, wants_help=True)


def _help(helper: Actor, pair: Guardianship) -> list[HelpFact]:
    """The newest first, none before the help began."""
    kinds, today = queries.can_help_with(pair), queries.today_of(pair.unit)
    found = []
    for words, days in HELPED:
        on = today - dt.timedelta(days=days)
        if kinds and pair.help_started_on and on >= pair.help_started_on:
            help_ = Help(kinds[0][0], on, words)
            found.append(actions.log_help(actor=helper, guardianship_id=pair.pk, help=help_))
    return found
