"""Shapes of what is typed about surveys."""

from uchastie.crm.surveys.forms.asking import NameForm, QuestionForm, ResultForm, SurveyForm
from uchastie.crm.surveys.forms.parent import CodeForm, ParentForm

__all__ = ["CodeForm", "NameForm", "ParentForm", "QuestionForm", "ResultForm", "SurveyForm"]
