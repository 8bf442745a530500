"""The scanner itself, on words that are wrong and on words that only look so."""

import pytest

from tests.pages.language import complaints


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ошибка: invalid token</p>",
        "<p>1 заявок</p>",
        "<p>2 заявок</p>",
        "<p>5 заявка</p>",
        "<p>21 дней</p>",
        "<p>11 заявка</p>",
        "<p>Заявок(ки): 3 заявка(и)</p>",
        '<p>Сервис "Консультирование"</p>',
        "<p>Сервис - это помощь</p>",
        "<p>Подождите...</p>",
        "<input placeholder='Your name'>",
        "<img alt='photo'>",
        "<p>None</p>",
    ],
)
def test_it_sees_what_is_wrong(html):
    assert complaints(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>21 заявка, 2&nbsp;заявки, 11 заявок, 5 рабочих дней, 1 рабочий день</p>",
        "<p>до 1 дня, в течение 2 рабочих дней, не более 21 дня</p>",
        "<p>Пишите на anna@example.org или откройте https://example.org/page</p>",
        "<p>Наведите камеру на QR-код, ID на Добро.рф</p>",
        "<p>«Участие» — одна система…</p>",
        "<script src='a.js'>var hidden = 1</script><svg><title>icon</title></svg>",
        "<p>+7 912 345-67-89, 9:40, ДЦ-66-2026-000123</p>",
    ],
)
def test_it_lets_pass_what_is_right(html):
    assert complaints(html) == []
