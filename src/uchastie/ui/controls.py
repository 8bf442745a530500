"""Controls of forms, drawn once: most forms are shown empty far more often than filled, and an empty control depends on
its field alone."""

from collections.abc import Hashable
from typing import Any

from jinja2 import Environment, pass_environment
from markupsafe import Markup

_MOST = 4096
_drawn: dict[Hashable, Markup] = {}


@pass_environment
def control(env: Environment, kind: str, bound: Any, **options: Any) -> Markup:
    """The macro `kind` of ui/controls.html for a bound field. What somebody has typed is never remembered."""
    macro: Any = getattr(env.get_template("ui/controls.html").module, kind)
    key = None if bound.form.is_bound else _key(kind, bound, options)
    if key is None:
        return macro(bound, **options)  # type: ignore[no-any-return]
    known = _drawn.get(key)
    if known is None:
        if len(_drawn) >= _MOST:
            _drawn.clear()
        known = _drawn[key] = macro(bound, **options)
    return known


def _key(kind: str, bound: Any, options: dict[str, Any]) -> Hashable | None:
    """All that an empty control shows; a choice may be made already, a text may not."""
    field, value = bound.field, bound.value()
    choices = getattr(field, "choices", None)
    if choices is None and value not in (None, ""):
        return None
    try:
        key = (
            (kind, bound.html_name, bound.auto_id, str(bound.label), str(bound.help_text), field.required),
            (type(field.widget), tuple(field.widget.attrs.items())),
            (tuple(choices or ()), tuple(value) if isinstance(value, list) else value),
            tuple((name, tuple(of.items()) if isinstance(of, dict) else of) for name, of in options.items()),
        )
        hash(key)
    except TypeError:  # groups of choices
        return None
    return key
