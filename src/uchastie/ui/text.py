"""Russian words and formats, one way for every page, letter and report. Knows neither Django nor the database."""

import datetime as dt
import re

NBSP = "\u00a0"
MINUS = "\u2212"
WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_MOSCOW = dt.timedelta(hours=3)
_NEAR = {-1: "вчера", 0: "сегодня", 1: "завтра"}


def number(value: float, digits: int = 0) -> str:
    """12345 → «12 345», 4.5 → «4,5»: a decimal comma; thousands apart from five figures on, as typographers do."""
    whole, _, rest = f"{abs(value):.{digits}f}".partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", NBSP)
    sign = MINUS if value < 0 else ""
    return f"{sign}{whole},{rest}" if rest else sign + whole


def percent(value: float, digits: int = 0) -> str:
    """88 → «88 %». The value is already in per cent."""
    return f"{number(value, digits)}{NBSP}%"


def form(count: int, one: str, few: str, many: str) -> str:
    """The form of a noun that stands after this number, without the number."""
    tens, units = abs(count) % 100, abs(count) % 10
    if units == 1 and tens != 11:
        return one
    return few if 2 <= units <= 4 and not 12 <= tens <= 14 else many


def plural(count: int, one: str, few: str, many: str) -> str:
    """«1 заявка», «2 заявки», «11 заявок»; the number is never torn from its noun."""
    return f"{number(count)}{NBSP}{form(count, one, few, many).replace(' ', NBSP)}"


def weekday(date: dt.date) -> str:
    return WEEKDAYS[date.weekday()]


def day(date: dt.date, today: dt.date) -> str:
    """«вт, 24 ноября»; the year only when it is not this one."""
    year = "" if date.year == today.year else f"{NBSP}{date.year}{NBSP}года"
    return f"{WEEKDAYS[date.weekday()]}, {date.day}{NBSP}{MONTHS[date.month - 1]}{year}"


def full_day(date: dt.date) -> str:
    """«24 ноября 2026 года», for documents."""
    return f"{date.day}{NBSP}{MONTHS[date.month - 1]}{NBSP}{date.year}{NBSP}года"


def time(moment: dt.datetime | dt.time) -> str:
    """«9:40»: 24 hours, no leading zero. The moment is already in the zone of the reader."""
    return f"{moment.hour}:{moment.minute:02d}"


def moment(at: dt.datetime, zone: dt.tzinfo, now: dt.datetime) -> str:
    """«сегодня, 9:40», «пт, 20 ноября, 16:30», in the given zone."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    near = _NEAR.get((local.date() - today).days)
    return f"{near or day(local, today)}, {time(local)}"


_RUSSIAN_NUMBER = re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})")


def phone(value: str) -> str:
    """«+79123456789» → «+7 912 345-67-89»; numbers of other countries stay as they are."""
    return _RUSSIAN_NUMBER.sub(r"+7 \1 \2-\3-\4", value)


def mask_phone(value: str) -> str:
    """«+7 912 ···-··-89»: enough to recognise one's own number, too little to call."""
    if _RUSSIAN_NUMBER.fullmatch(value):
        return f"{value[:2]} {value[2:5]} ···-··-{value[-2:]}"
    return f"{value[:3]} ···{value[-2:]}" if value else ""


def initials(name: str) -> str:
    """«Никитина Ольга Андреевна» → «НО»; marks around the words («Тёплый дом») are left out."""
    return "".join(word[0] for word in re.findall(r"\w[\w-]*", name)[:2]).upper()


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """For a sentence that goes on after a colon; abbreviations («ID …») stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def msk(zone: dt.tzinfo, at: dt.datetime) -> str:
    """«МСК», «МСК+2»: how Russian readers name a time zone."""
    ahead = (at.astimezone(zone).utcoffset() or dt.timedelta()) - _MOSCOW
    hours = int(ahead.total_seconds() // 3600)
    return f"МСК{hours:+d}".replace("-", MINUS) if hours else "МСК"


_SHORT_WORD = re.compile(r"(?<![\w\u00a0-])(\w{1,2}) (?=[\w«(])")
_NUMBER_NOUN = re.compile(r"(\d) (?=[^\W\d_])")
_BEFORE_DASH = re.compile(r" (?=[—–])")
_RANGE = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")
_HYPHEN = re.compile(r"(?<=\d)-(?=\d)|(?<=\bQR)-")
_PHONE = re.compile(r"\+7 (\d{3}) (?=\d{3}\b)")
_SIGNS = re.compile(r"(№|§) (?=\d)")
_ADDRESS = re.compile(r"\b(ул|пр|пер|пл|наб|им|стр|корп|кв|оф)\. (?=[\w«])", re.IGNORECASE)


def whole(text: str) -> str:
    """Keep phones, numbers of requests and «QR-код» in one piece; the words around them stay as they are."""
    return _HYPHEN.sub("\u2060-\u2060", _PHONE.sub(rf"+7{NBSP}\1{NBSP}", text))


def nbsp(text: str) -> str:
    """Glue what must not be torn at the end of a line: short words, a number and its noun, a dash, «№ 98», «ул. Мира»."""
    text = _SHORT_WORD.sub(rf"\1{NBSP}", _SHORT_WORD.sub(rf"\1{NBSP}", text))
    text = _RANGE.sub("\u2060–\u2060", text)  # «пн–вс» is one word
    text = whole(text)
    text = _BEFORE_DASH.sub(NBSP, _NUMBER_NOUN.sub(rf"\1{NBSP}", text))
    return _ADDRESS.sub(rf"\1.{NBSP}", _SIGNS.sub(rf"\1{NBSP}", text))
