"""What headquarters hear of the pairs they lead (B51): one message to whoever leads the family, else to the coordinators
of its headquarters, else to the federal team. And what the family is asked to confirm (B25)."""

from uchastie.crm.agreements.events import AgreementLapsed
from uchastie.crm.followup import queries as followup
from uchastie.crm.followup.events import CallsDisagree, HelpDisputed, HelpLogged, ReportSent
from uchastie.crm.guardians.events import GuardianChanged
from uchastie.crm.oversight import actions


def tell_difference(event: CallsDisagree) -> None:
    actions.tell_of_pair(
        event="calls_disagree",
        guardianship_id=event.guardianship_id,
        about_id=event.call_id,
        url_name="followup:call",
    )


def tell_dispute(event: HelpDisputed) -> None:
    actions.tell_of_pair(
        event="help_disputed",
        guardianship_id=event.guardianship_id,
        about_id=event.fact_id,
        url_name="followup:pair",
        url_id=event.guardianship_id,
    )


def tell_report(event: ReportSent) -> None:
    actions.tell_of_pair(
        event="guardian_report",
        guardianship_id=event.guardianship_id,
        about_id=event.report_id,
        url_name="followup:report",
    )


def tell_pause(event: GuardianChanged) -> None:
    """A pause in the middle of an introduction: the family must not wait for the end of it."""
    actions.tell_of_pause(guardian_id=event.guardian_id)


def tell_lapse(event: AgreementLapsed) -> None:
    actions.tell_of_agreement(agreement_id=event.agreement_id)


def ask_family(event: HelpLogged) -> None:
    fact = followup.find_fact(event.fact_id)
    if fact is not None:
        actions.ask_to_confirm(fact=fact)
