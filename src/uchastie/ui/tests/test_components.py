import re
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.template import engines
from jinja2 import UndefinedError

from uchastie.ui import marks

ENV = engines["jinja2"].env
EVIL = '<script>alert(1)</script>" onclick="x'


class Form(forms.Form):
    name = forms.CharField(label="Имя", max_length=50, help_text="Как к вам обращаться")
    need = forms.CharField(label="Что нужно", widget=forms.Textarea, required=False)
    way = forms.ChoiceField(label="Как", choices=[("a", "Звонок"), ("b", EVIL)], widget=forms.RadioSelect, initial="a")
    topics = forms.MultipleChoiceField(
        label="О чём", choices=[("a", "Раз"), ("b", "Два")], widget=forms.CheckboxSelectMultiple, required=False
    )
    town = forms.ChoiceField(label="Город", choices=[("e", "Екатеринбург"), ("n", "Нижний Тагил")], required=False)
    stars = forms.ChoiceField(label="Оценка", choices=[(str(n), n) for n in range(1, 6)], required=False)
    agree = forms.BooleanField(label="Согласна", required=False)
    secret = forms.CharField(label="Пароль", widget=forms.PasswordInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Страница устарела."}, initial=3)


@dataclass
class Cell:
    weekday: str
    day: str
    kind: str = "work"
    passed: bool = False
    label: str = ""


@dataclass
class Term:
    cells: tuple[Cell, ...] = (
        Cell("пт", "20", "submitted", True),
        Cell("сб", "21", "off", True),
        Cell("пн", "23", "work", True, "сегодня"),
        Cell("вт", "24", "due"),
    )
    headline: str = "до вт, 24 ноября"
    why: str = "Подано в пт, 16:30."
    tone: str = ""
    warning: str = ""
    mini: tuple[str, ...] = ("past", "off", "past", "due")


def render(source: str, **context: Any) -> str:
    head = "{% import 'ui/components.html' as c %}"
    return str(ENV.from_string(head + source).render({"csrf_input": "", **context})).strip()


def test_what_a_person_typed_is_never_markup() -> None:
    form = Form({"name": EVIL, "need": f"</textarea>{EVIL}", "way": EVIL, "version": EVIL})
    fields = "".join(f"{{{{ c.{macro}(f.{name}) }}}}" for macro, name in (("field", "name"), ("textarea", "need")))
    source = fields + "{{ c.chips(f.way) }}{{ c.choice_tiles(f.way, {'a': e}) }}{{ c.hidden(f) }}{{ c.form_errors(f) }}"
    source += "{{ c.notice('bad', 'info', e, e) }}{{ c.empty(e, e) }}{{ c.tag(e, 'info') }}{{ c.steps_line([(e, e, 'now')]) }}"
    source += "{{ c.ava(e) }}{{ c.pager(e) }}{{ c.promise(t) }}{{ c.term(t) }}"
    html = render(source, f=form, e=EVIL, t=Term(headline=EVIL, why=EVIL, warning=EVIL))
    assert "<script" not in html
    assert html.count("</textarea>") == 1
    assert not re.search(r'<[^>]*"\s+onclick=', html)


def test_a_field_ties_its_label_hint_and_error_to_the_control() -> None:
    html = render("{{ c.field(f.name) }}", f=Form({"name": ""}))
    assert '<label for="id_name">Имя</label>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'id="id_name_hint"' in html
    assert 'id="id_name_error"' in html
    assert "required" in html
    assert 'maxlength="50"' in html


def test_a_field_without_trouble_says_nothing_of_it() -> None:
    html = render("{{ c.field(f.name) }}{{ c.textarea(f.need) }}", f=Form())
    assert "aria-invalid" not in html
    assert "field--bad" not in html


def test_input_is_kept_except_a_password() -> None:
    form = Form(
        {"name": "Вера", "need": "Совет", "way": "b", "topics": ["b"], "town": "n", "stars": "4", "secret": "s3cret"}
    )
    names = ("field(f.name)", "textarea(f.need)", "chips(f.way)", "chips(f.topics)", "select(f.town)", "rate(f.stars)")
    html = render("".join(f"{{{{ c.{name} }}}}" for name in (*names, "field(f.secret)")), f=form)
    assert 'value="Вера"' in html
    assert "Совет" in html
    assert re.search(r'name="way" value="b"[^>]* checked', html)
    assert re.search(r'type="checkbox" name="topics" value="b"[^>]* checked', html)
    assert '<option value="n" selected>' in html
    assert re.search(r'value="4"[^>]* checked', html)
    assert html.count(" checked") == 3
    assert "s3cret" not in html


def test_a_first_line_break_of_a_text_survives() -> None:
    """Browsers swallow the first line break after <textarea>; ours is there to be swallowed."""
    assert ">\n\nСовет</textarea>" in render("{{ c.textarea(f.need) }}", f=Form({"need": "\nСовет"}))


def test_the_summary_leads_to_every_wrong_field_and_tells_the_rest() -> None:
    form = Form({"name": "", "way": "z"})
    form.add_error(None, "Такая заявка уже есть.")
    html = render("{{ c.form_errors(f) }}{{ c.field(f.name) }}{{ c.chips(f.way) }}", f=form)
    assert 'role="alert"' in html
    assert "Проверьте 2\u00a0поля" in html
    assert "Такая заявка уже есть." in html
    assert "Страница устарела." in html
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html
    assert render("{{ c.form_errors(f) }}", f=Form()) == ""


def test_choices_can_be_chosen_by_digits() -> None:
    html = render("{{ c.chips(f.way, keys=True) }}", f=Form())
    assert 'data-key="Digit1"' in html
    assert 'data-key="Digit2"' in html
    assert "data-key" not in render("{{ c.chips(f.way) }}", f=Form())


def test_hidden_fields_carry_the_version() -> None:
    assert '<input type="hidden" name="version" value="3">' in render("{{ c.hidden(f) }}", f=Form())


def test_each_control_has_its_own_id() -> None:
    macros = ("chips(f.way)", "chips(f.topics)", "rate(f.stars)", "agree(f.agree)", "select(f.town)", "field(f.name)")
    ids = re.findall(r'\bid="([^"]+)"', render("".join(f"{{{{ c.{macro} }}}}" for macro in macros), f=Form()))
    assert len(ids) == len(set(ids))


def test_rating_is_five_named_radios() -> None:
    html = render("{{ c.rate(f.stars) }}", f=Form())
    assert re.findall(r'aria-label="(\d — [^"]+)"', html) == [
        "1 — очень плохо",
        "2 — плохо",
        "3 — нормально",
        "4 — хорошо",
        "5 — отлично",
    ]


def test_the_strip_says_in_words_what_it_shows() -> None:
    html = render("{{ c.days_big(t) }}", t=Term())
    assert html.count("<li") == 4
    assert re.search(r'class="off"><small>сб</small><b>21</b><span class="sr">не считаем', html)
    assert re.search(r'class="due"><small>вт</small><b>24</b><span class="sr">срок', html)
    assert "сегодня" in html


def test_a_late_strip_is_red_and_a_long_one_is_cut() -> None:
    cells = tuple(Cell("пн", str(day), "due" if day == 12 else "work") for day in range(1, 13))
    html = render("{{ c.days_big(t) }}{{ c.days_mini(t) }}", t=Term(cells=cells, tone="late", mini=("",) * 12))
    assert html.count("<li") == 6
    assert 'class="late"' in html
    assert html.count("<i class") == 6


def test_a_kept_promise_needs_no_strip() -> None:
    assert "<i" not in render("{{ c.term(t) }}", t=Term(tone="done"))
    assert "<i" in render("{{ c.term(t) }}", t=Term())


def test_an_unknown_calendar_is_a_loud_warning() -> None:
    assert "notice--warn" in render("{{ c.promise(t) }}", t=Term(warning="Календаря на 2031 год нет."))
    assert "notice--warn" not in render("{{ c.promise(t) }}", t=Term())


def test_steps_tell_the_state_without_colour() -> None:
    steps = [("Ознакомиться", "9:12", "done"), ("Связаться", "", "now"), ("Оценка", "", "")]
    for macro in ("steps_line", "steps_list"):
        html = render(f"{{{{ c.{macro}(s) }}}}", s=steps)
        assert html.count('aria-current="step"') == 1
        assert html.count("сделано") == 1


def test_buttons_come_as_the_body_of_a_call() -> None:
    source = "{% call c.empty('Пусто', 'Ничего нет.') %}<a href='/'>Домой</a>{% endcall %}"
    assert "<a href='/'>Домой</a>" in render(source)
    assert "btns" not in render("{{ c.empty('Пусто', 'Ничего нет.') }}")


def test_mistakes_of_a_page_are_errors_not_holes() -> None:
    with pytest.raises(LookupError):
        render("{{ icon('no-such-icon') }}")
    with pytest.raises(UndefinedError):
        render("{{ no_such_name }}")


def test_letters_are_not_escaped_as_html() -> None:
    assert ENV.autoescape("desk/letter.txt") is False
    assert ENV.autoescape("desk/page.html") is True
    assert ENV.autoescape(None) is True


def test_glue_leaves_markup_alone() -> None:
    assert render("{{ '<a href=/>в лес</a>'|safe|nbsp }}") == "<a href=/>в лес</a>"
    assert render("{{ '<b>'|nbsp }}") == "&lt;b&gt;"


def test_icons_are_hidden_from_readers_and_taken_from_the_sprite() -> None:
    assert re.fullmatch(
        r'<svg class="i big" aria-hidden="true"><use href="/static/ui/icons[.\w]*\.svg#phone"></use></svg>',
        marks.icon("phone", "big"),
    )
    assert 'aria-label="3 из 5"' in marks.stars(3)
