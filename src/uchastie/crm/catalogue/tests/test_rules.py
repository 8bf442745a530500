import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.catalogue.rules import (
    MAX_STEPS,
    Change,
    Shift,
    Step,
    clean_steps,
    compare,
    require_draft,
    require_publishable,
    shifted,
)
from uchastie.kernel.errors import Refusal

A, B, C = Step("Подготовить материалы"), Step("Выслушать вопрос"), Step("Объяснить, как оценить")


@pytest.mark.parametrize(
    ("shift", "place", "result"),
    [
        (Shift.UP, 1, [B, A, C]),
        (Shift.UP, 0, [A, B, C]),
        (Shift.DOWN, 1, [A, C, B]),
        (Shift.DOWN, 2, [A, B, C]),
        (Shift.REMOVE, 1, [A, C]),
        (Shift.ADD, 0, [A, B, C, Step("")]),
        (Shift.REMOVE, 9, [A, B, C]),
        (Shift.UP, -1, [A, B, C]),
    ],
)
def test_buttons_move_one_step(shift, place, result):
    assert shifted([A, B, C], shift, place) == result


@given(st.lists(st.text(min_size=1), max_size=8), st.sampled_from([Shift.UP, Shift.DOWN]), st.integers(-3, 12))
def test_moving_loses_nothing(texts, shift, place):
    steps = [Step(text) for text in texts]
    assert sorted(s.text for s in shifted(steps, shift, place)) == sorted(texts)


def test_empty_lines_are_dropped():
    assert clean_steps([Step("  Сделать\r\nэто ", " так "), Step(" "), Step("", "пояснение")]) == [
        Step("Сделать это", "так"),
        Step("", "пояснение"),
    ]


@pytest.mark.parametrize(
    ("steps", "changes", "code"),
    [
        ([], "убрали всё", "no_steps"),
        ([A, Step("", "пояснение без шага")], "добавили", "empty_step"),
        ([Step("Сделать", required=False)], "мягче", "nothing_required"),
        ([A, B], "", "no_difference"),
        ([A, C], "  ", "no_changes"),
        ([A, C], "о" * 501, "long_changes"),
        ([Step("о" * 301)], "длинно", "long_step"),
        ([Step("Сделать", "о" * 501)], "длинно", "long_hint"),
        ([Step(f"Шаг {n}") for n in range(MAX_STEPS + 1)], "много", "too_many_steps"),
    ],
)
def test_what_may_not_come_into_force(steps, changes, code):
    with pytest.raises(Refusal) as refused:
        require_publishable(steps, changes, [A, B])
    assert refused.value.code == code


def test_the_first_version_needs_no_list_of_changes():
    require_publishable([A], "", None)


def test_a_draft_may_be_unfinished():
    require_draft([Step(""), Step("", "только пояснение")])


def test_comparison_tells_added_edited_moved_and_removed():
    old = [A, B, C, Step("Подобрать открытые конкурсы региона")]
    new = [B, A, Step("Подобрать открытые конкурсы региона и страны"), Step("Спросить, кто ещё поможет")]
    found = {(item.change, "".join(text for _, text in item.pieces)[:8]) for item in compare(old, new)}
    assert found == {
        (Change.MOVED, "Подготов"),
        (Change.EDITED, "Подобрат"),
        (Change.ADDED, "Спросить"),
        (Change.REMOVED, "Объяснит"),
    }
    edited = next(item for item in compare(old, new) if item.change is Change.EDITED)
    assert edited.pieces == (("", "Подобрать открытые конкурсы региона"), ("ins", "и страны"))


def test_comparison_tells_what_else_changed_in_a_step():
    (found,) = compare([A], [Step(A.text, "смотрите памятку", required=False)])
    assert found.details == ("больше не обязателен", "есть пояснение")


@given(st.lists(st.text(alphabet="абв ", min_size=1), max_size=6, unique=True))
def test_the_same_list_has_no_differences(texts):
    steps = [Step(text) for text in texts]
    assert compare(steps, steps) == []
