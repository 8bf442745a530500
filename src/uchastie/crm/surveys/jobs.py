"""What happens to surveys by itself."""

from uchastie.crm.surveys import actions
from uchastie.kernel.jobs import job


@job
def close_past_surveys() -> None:
    actions.close_past()


@job
def forget_unfinished_sheets() -> None:
    actions.forget_unfinished()
