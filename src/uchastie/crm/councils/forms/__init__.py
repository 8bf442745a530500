"""Shapes of what is typed about councils."""

from uchastie.crm.councils.forms.makeup import CouncilForm, InviteForm, ParentForm, RenewForm
from uchastie.crm.councils.forms.meetings import DecisionForm, FateForm, HoldForm, MeetingForm, PointForm, WordsForm
from uchastie.crm.councils.forms.own import EvaluationForm, MarksForm, ProposalForm

__all__ = [
    "CouncilForm",
    "DecisionForm",
    "EvaluationForm",
    "FateForm",
    "HoldForm",
    "InviteForm",
    "MarksForm",
    "MeetingForm",
    "ParentForm",
    "PointForm",
    "ProposalForm",
    "RenewForm",
    "WordsForm",
]
