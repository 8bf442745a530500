"""What agreements do by themselves."""

from uchastie.crm.agreements import actions
from uchastie.kernel.jobs import job


@job
def turn_day() -> None:
    """Every hour: what starts today begins to count, what is over expires, a last day 40 days away is told of."""
    actions.turn_day()
    actions.remind_of_renewals()


@job
def forget_old_codes() -> None:
    actions.forget_old_codes()
