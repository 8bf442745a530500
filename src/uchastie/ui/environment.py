"""The Jinja2 environment of all pages: undefined names are errors, output is escaped, words come from `ui.text`."""

import datetime as dt
from collections.abc import Hashable, Iterable, MutableMapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined, pass_context, pass_environment, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup

from uchastie.ui import charts, marks, text
from uchastie.ui.controls import control


def _url(name: str, **kwargs: Any) -> str:
    """An address by name. A list of fifty rows asks for a hundred of them, so those of ids are made from a pattern."""
    if all(type(value) is UUID for value in kwargs.values()):
        return _pattern(name, tuple(kwargs)) % kwargs
    return reverse(name, kwargs=kwargs)


@lru_cache(maxsize=256)
def _static(path: str) -> str:
    """The address of a file of ours; it changes only with the installed version."""
    return static(path)


@lru_cache(maxsize=512)
def _pattern(name: str, names: tuple[str, ...]) -> str:
    marks = {key: UUID(int=place + 1) for place, key in enumerate(names)}
    address = reverse(name, kwargs=marks).replace("%", "%%")
    for key, mark in marks.items():
        address = address.replace(str(mark), f"%({key})s")
    return address


@pass_context
def _day(context: Context, value: dt.date, today: dt.date | None = None) -> str:
    return text.day(value, today or context["today"])


@pass_context
def _moment(context: Context, value: dt.datetime, zone: dt.tzinfo | None = None, now: dt.datetime | None = None) -> str:
    """`now` of every page stands in the zone of its reader."""
    now = now or context["now"]
    return text.moment(value, zone or now.tzinfo or dt.UTC, now)


@pass_context
def _time(context: Context, value: dt.datetime | dt.time, zone: dt.tzinfo | None = None) -> str:
    if isinstance(value, dt.datetime) and value.tzinfo:
        value = value.astimezone(zone or context["now"].tzinfo)
    return text.time(value)


def _nbsp(value: Any) -> str:
    """Markup is left alone: a space inside a tag is not a space between words."""
    return value if hasattr(value, "__html__") else text.nbsp(str(value))


def _whole(value: Any) -> str:
    return value if hasattr(value, "__html__") else text.whole(str(value))


@pass_environment
@lru_cache(maxsize=2048)
def _fragment(env: Environment, template: str, value: Hashable) -> Markup:
    """A part of a page that depends on nothing but its value: the same value is rendered once and remembered.

    For rows of lists that are shown again and again. The value must be frozen and hold all that the part shows."""
    return Markup(env.get_template(template).render(value=value))  # noqa: S704 - the template escapes


def _fragments(env: Environment, template: str, values: Iterable[Hashable]) -> Markup:
    """The same for the rows of a list, as one piece."""
    return Markup("".join(_fragment(env, template, value) for value in values))  # noqa: S704 - made of escaped ones


@pass_context
def _hidden_fields(context: Context, form: Any = None) -> Markup:
    """`c.hidden(form)`: protection against forgery and the hidden fields of the form (version, key)."""
    parts = [Markup.escape(context.resolve("csrf_input"))]
    for bound in form.hidden_fields() if form else ():
        value = bound.value()
        parts.append(_HIDDEN.format(bound.html_name, "" if value is None else value))
    return Markup("").join(parts)


_HIDDEN = Markup('<input type="hidden" name="{}" value="{}">')


@pass_context
def _way_on(context: Context) -> Markup:
    """`c.way_on()`, from a page that leads nowhere: staff back to work, the rest to the first page."""
    actor, nav = context.get("actor"), context.get("nav")
    url, words = (nav[0].items[0].url, "К работе") if actor and actor.id and nav else ("/", "На главную")
    return Markup('<a class="btn btn--main" href="{}">{}</a>').format(url, words)


FILTERS = {
    "day": _day,
    "moment": _moment,
    "time": _time,
    "nbsp": _nbsp,
    "whole": _whole,
    "full_day": text.full_day,
    "weekday": text.weekday,
    "plural": text.plural,
    "form": text.form,
    "number": text.number,
    "percent": text.percent,
    "phone": text.phone,
    "mask_phone": text.mask_phone,
    "initials": text.initials,
    "capital": text.capital,
    "uncapital": text.uncapital,
    "msk": text.msk,
    "qr": marks.qr,
}


class _Environment(Environment):
    """Templates share the names of the environment as they are. The framework's chain of mappings around them is walked
    in Python for every template of a page and every import in it."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    escape = select_autoescape(default=True, default_for_string=True, disabled_extensions=("txt",))  # letters are plain
    settings = options | {"autoescape": escape, "undefined": StrictUndefined, "extensions": ["jinja2.ext.do"]}
    env = _Environment(**settings, trim_blocks=True, lstrip_blocks=True)
    env.globals |= {"static": _static, "url": _url, "plural": text.plural}
    env.globals |= {
        "icon": marks.icon,
        "stars": marks.stars,
        "strip": marks.strip,
        "logo": marks.logo,
        "fragment": _fragment,
        "fragments": pass_environment(_fragments),
        "hidden_fields": _hidden_fields,
        "way_on": _way_on,
    }
    env.globals |= {"control": control, "meter": charts.meter}
    env.filters |= FILTERS
    return env
