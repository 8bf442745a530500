"""The Jinja2 environment of all pages: undefined names are errors, output is escaped."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined


def _url(name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    env = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701
    env.globals |= {"static": static, "url": _url}
    return env
