"""What a rendered page says in words a person would not expect: Latin letters, wrong plurals, typewriter marks."""

import re
from html.parser import HTMLParser

SPOKEN = {"title", "alt", "aria-label", "placeholder", "content", "data-label"}
SILENT = {"script", "style", "template", "svg", "code", "kbd"}
BLOCKS = {"p", "li", "div", "td", "th", "h1", "h2", "h3", "h4", "dt", "dd", "option", "label", "legend", "button", "br"}

# Latin words a Russian page may show: each is the name people use.
ALLOWED = {
    "QR", "ID", "API", "URL", "PDF", "CSV", "XLSX", "JSON", "JavaScript", "Ctrl", "Enter", "Esc", "Tab", "Shift", "IP",
    "VK", "WhatsApp", "Telegram", "Chrome", "Chromium", "Firefox", "Safari", "Linux", "Windows", "Android", "Python",
    "WCAG", "AA", "AGPL", "GitHub", "OpenAPI", "HTTPS", "TOTP", "SMS", "key", "Idempotency", "Authorization", "Bearer",
    "Pi",
}  # fmt: skip

NOT_WORDS = [
    re.compile(r"https?://\S+"),
    re.compile(r"[\w.+·-]+@[\w·-]+(?:\.[\w-]+)*"),
    re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:ru|org|рф|com|net|example|localhost)\b(?:/\S*)?"),
    re.compile(r"\b[MDCLXVI]+\b"),
    re.compile(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b"),
    re.compile(r"\b[a-z]+:[a-z]+\b"),  # scopes of keys
]
LATIN = re.compile(r"[A-Za-z]{2,}|(?<![\w.])[A-Za-z](?![\w.])")

NOUNS = [
    ("заявка", "заявки", "заявок"),
    ("день", "дня", "дней"),
    ("час", "часа", "часов"),
    ("минута", "минуты", "минут"),
    ("центр", "центра", "центров"),
    ("сервис", "сервиса", "сервисов"),
    ("шаг", "шага", "шагов"),
    ("звезда", "звезды", "звёзд"),
    ("попытка", "попытки", "попыток"),
    ("человек", "человека", "человек"),
    ("сотрудник", "сотрудника", "сотрудников"),
    ("письмо", "письма", "писем"),
    ("сообщение", "сообщения", "сообщений"),
    ("отзыв", "отзыва", "отзывов"),
    ("оценка", "оценки", "оценок"),
    ("регион", "региона", "регионов"),
    ("версия", "версии", "версий"),
    ("год", "года", "лет"),
    ("месяц", "месяца", "месяцев"),
    ("знак", "знака", "знаков"),
    ("цифра", "цифры", "цифр"),
    ("код", "кода", "кодов"),
    ("устройство", "устройства", "устройств"),
]
# After these the noun stands in the genitive: «до 1 дня», «не позже 21 дня».
GENITIVE = re.compile(
    r"(?:\b(?:до|от|из|после|за|с|около|течение|не\s+менее|не\s+более|больше|меньше|более|менее|минимум|максимум|для|"
    r"без|через|раз\s+в|позже|раньше|свыше|к|по))\s+$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?<![\d,.:–-])(\d{1,6})[ \u00a0\u202f](?:(?:рабоч|календарн|нов|открыт)\w+[ \u00a0])?([а-яё]+)")
BRACKETED = re.compile(r"[а-яё]\((?:ов|ев|ей|а|и|ы|у|е|я|ок|ек|ь|ся|на|ла|лась)\)")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")
        for name, value in attrs:
            if name in SPOKEN and value and tag != "meta":
                self.parts.append(f"\n{value}\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def words_of(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    return "".join(parser.parts)


def complaints(html: str) -> list[str]:
    """Each as a short quotation with what is wrong."""
    text = words_of(html)
    return [*_latin(text), *_plurals(text), *_marks(text)]


def _latin(text: str) -> list[str]:
    for pattern in NOT_WORDS:
        text = pattern.sub(" ", text)
    found = {word for word in LATIN.findall(text) if word not in ALLOWED}
    return [f"Latin letters: {word}" for word in sorted(found)]


def form(number: int, forms: tuple[str, str, str]) -> str:
    if number % 100 in range(11, 15):
        return forms[2]
    return {1: forms[0], 2: forms[1], 3: forms[1], 4: forms[1]}.get(number % 10, forms[2])


def _plurals(text: str) -> list[str]:
    found = []
    for match in NUMBERED.finditer(text):
        forms = next((forms for forms in NOUNS if match[2] in forms), None)
        if (
            forms is None
            or (forms[0] == "год" and int(match[1]) > 1900)
            or GENITIVE.search(text[max(0, match.start() - 20) : match.start()])
        ):
            continue
        if match[2] != form(int(match[1]), forms):
            found.append(f"wrong plural: {match[0]}")
    return found + [f"brackets instead of a plural: {match[0]}" for match in BRACKETED.finditer(text)]


def _marks(text: str) -> list[str]:
    rules = {
        "straight quotation marks": r'.{0,15}".{0,15}',
        "a hyphen instead of a dash": r"[а-яё»] - [а-яё«]",
        "three dots instead of an ellipsis": r"[а-яё]\.\.\.",
    }
    return [f"{what}: {match[0].strip()}" for what, rule in rules.items() for match in re.finditer(rule, text)]
