"""Names, phones, addresses and ids as people really write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uchastie.crm.people import rules
from uchastie.crm.people.rules import Way
from uchastie.kernel.errors import Refusal

CODES = st.sampled_from(["343", "495", "800", "912", "950", "499", "812", "999"])
SEVEN = st.from_regex(r"[0-9]{7}", fullmatch=True)
SHAPES = st.sampled_from(
    [
        "+7 {c} {a}-{b}-{d}",
        "8 ({c}) {a}-{b}-{d}",
        "8{c}{a}{b}{d}",
        "7{c}{a}{b}{d}",
        "{c}{a}{b}{d}",
        "+7({c}){a} {b} {d}",
        "  8-{c}-{a}-{b}-{d}  ",
        "тел. 8 {c} {a}.{b}.{d}",
        "8\u00a0{c}\u00a0{a}\u2013{b}\u2013{d}",
    ]
)


@given(CODES, SEVEN, SHAPES)
def test_every_usual_writing_of_a_phone_is_one_number(code: str, rest: str, shape: str) -> None:
    written = shape.format(c=code, a=rest[:3], b=rest[3:5], d=rest[5:])
    assert rules.phone_e164(written) == f"+7{code}{rest}"


@given(CODES, SEVEN, SHAPES)
def test_a_clean_phone_stays_as_it_is(code: str, rest: str, shape: str) -> None:
    once = rules.phone_e164(shape.format(c=code, a=rest[:3], b=rest[3:5], d=rest[5:]))
    assert rules.phone_e164(once) == once


@given(st.text(max_size=40))
def test_any_text_is_a_plain_number_or_a_refusal(text: str) -> None:
    try:
        number = rules.phone_e164(text)
    except Refusal:
        return
    assert number.startswith("+")
    assert number[1:].isascii()
    assert number[1:].isdigit()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "нет цифр"),
        ("позвоните мне", "нет цифр"),
        ("+7 912 555-01", "Не хватает 2 цифр"),
        ("8 912 555-01", "Не хватает 2 цифр"),
        ("+7 912 345-67-8", "Не хватает 1 цифры"),
        ("8 912 345-67-890", "Одна цифра лишняя"),
        ("9" * 10_000, "Лишних цифр: 9990"),
        ("2123456789", "Такого кода"),
        ("+1 2", "не похож"),
        ("+", "не похож"),
        ("٩١٢٣٤٥٦٧٨٩", "нет цифр"),
    ],
)
def test_a_wrong_phone_says_what_is_wrong(written: str, says: str) -> None:
    with pytest.raises(Refusal, match="phone") as refused:
        rules.phone_e164(written)
    assert says in refused.value.message


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+375 29 123-45-67", "+375291234567"),
        ("+7 701 123 45 67", "+77011234567"),
        ("+998 90 123 45 67", "+998901234567"),
    ],
)
def test_numbers_of_other_countries_need_a_plus(written: str, number: str) -> None:
    assert rules.phone_e164(written) == number


@pytest.mark.parametrize("written", ["vera@mail.ru", "  VERA@Mail.RU ", "vera@почта.рф", "a.b+c@x-y.example.org"])
def test_addresses_are_lower_case(written: str) -> None:
    assert rules.email_address(written) == written.strip().lower()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "vera",
        "vera@",
        "@mail.ru",
        "vera@mail",
        "vera@@mail.ru",
        "ve ra@mail.ru",
        "v@m..ru",
        "v@1.1",
        "a\n@b.ru",
        "a\x00@b.ru",
        "x" * 300 + "@b.ru",
    ],
)
def test_what_cannot_be_an_address_is_refused(written: str) -> None:
    with pytest.raises(Refusal):
        rules.email_address(written)


@given(st.text(max_size=60))
def test_no_accepted_address_can_break_a_letters_header(text: str) -> None:
    try:
        address = rules.email_address(text)
    except Refusal:
        return
    assert address.isprintable()
    assert address.count("@") == 1


@pytest.mark.ledger("A66")
@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("96002534", "96002534"),
        (" 9600 2534 ", "96002534"),
        ("ID 1234", "1234"),
        ("№ 12345", "12345"),
        ("id:1234567890", "1234567890"),
    ],
)
def test_volunteer_ids(written: str, number: str) -> None:
    assert rules.volunteer_id(written) == number


@pytest.mark.parametrize("written", ["", "123", "12345678901", "abc", "12a4", "-1234", "٩١٢٣"])
def test_other_volunteer_ids_are_refused(written: str) -> None:
    with pytest.raises(Refusal):
        rules.volunteer_id(written)


@given(st.text(max_size=300))
def test_a_name_has_letters_and_no_control_characters(text: str) -> None:
    try:
        name = rules.require_name(text)
    except Refusal:
        return
    assert "\x00" not in name
    assert "  " not in name
    assert 0 < len(name) <= rules.NAME_LIMIT


@pytest.mark.parametrize(
    "name", ["Вера", "Салтыков-Щедрин Михаил Евграфович", "Ян", "Вера 👵", "<script>alert(1)</script>", "ООО «Ромашка»"]
)
def test_real_and_odd_names_are_text(name: str) -> None:
    assert rules.require_name(name) == name


@pytest.mark.parametrize("name", ["", "   ", "123", "👵", "\x00\x01", "—", "а" * 201])
def test_what_cannot_be_read_is_no_name(name: str) -> None:
    with pytest.raises(Refusal):
        rules.require_name(name)


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Ларина Вера Павловна", "Вера Павловна"),
        ("Вера Павловна Ларина", "Вера Павловна"),
        ("Вера Павловна", "Вера Павловна"),
        ("Вера Ларина", "Вера Ларина"),
        ("Вера", "Вера"),
        ("Пётр Ильич", "Пётр Ильич"),
        ("Абрамович Роман", "Абрамович Роман"),
        ("Алиев Гасан Мамед оглы", "Гасан Мамед оглы"),
    ],
)
def test_salutation(name: str, greeting: str) -> None:
    assert rules.salutation(name) == greeting


@given(st.text(max_size=80))
def test_salutation_never_fails(name: str) -> None:
    assert isinstance(rules.salutation(name), str)


def test_the_same_name_in_any_order() -> None:
    assert rules.same_name("Ларина Вера", "вера  ЛАРИНА")
    assert rules.same_name("Алёна", "Алена")
    assert not rules.same_name("Ларина Вера", "Ларина Вера Павловна")


@pytest.mark.ledger("A37")
@pytest.mark.parametrize(("way", "contact"), [(Way.PHONE, "phone"), (Way.SMS, "phone"), (Way.EMAIL, "email")])
def test_the_preferred_way_needs_its_contact(way: Way, contact: str) -> None:
    given_contacts = {"phone": "", "email": ""}
    with pytest.raises(Refusal) as refused:
        rules.require_reachable(way, **given_contacts)
    assert refused.value.field == contact
    rules.require_reachable(way, **given_contacts | {contact: "есть"})


def test_who_comes_in_person_needs_no_contact() -> None:
    rules.require_reachable(Way.VISIT, phone="", email="")
