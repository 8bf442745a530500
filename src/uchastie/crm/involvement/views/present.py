"""Words of involvement every page of it may need."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from uchastie.crm.involvement import rules
from uchastie.kernel.web import Request, status_of

WORDS = {
    "LEVELS": rules.LEVEL_NAMES,
    "NOTES": rules.LEVEL_NOTES,
    "KINDS": rules.ROLE_NAMES,
    "KIND_NOTES": rules.ROLE_NOTES,
    "DEGREES": rules.DEGREE_NAMES,
    "FORMATS": rules.FORMAT_NAMES,
    "STATES": rules.STATE_NAMES,
    "MARKS": rules.MARKS,
}


def show(request: Request, template: str, form: Any = None, **context: Any) -> HttpResponse:
    status = status_of(form) if form is not None and form.is_bound else 200
    if form is not None:
        context["form"] = form
    return render(request, f"involvement/{template}.html", WORDS | context, status=status)


def next_of(page: Any) -> str:
    return f"after={page.after}" if page.after else ""
