"""What may stand in a text that all neighbours read, and by which name a neighbour is shown."""

import re

from uchastie.kernel.errors import Refusal
from uchastie.kernel.revealing import found

MONEY = "Похоже, речь о деньгах. Здесь помогают бесплатно: денег не берём и не даём. Напишите без них."
_MONEY = re.compile(
    r"\b(?:деньг\w*|денег|денеж\w*|рубл\w*|руб|оплат\w*|заплат\w*|плачу|предоплат\w*|перевед\w+ на карт\w*"
    r"|в долг|взаймы|займ\w*|кредит\w*|вознагражден\w*)\b|₽|\d\s?(?:р\.|т\.\s?р)",
    re.IGNORECASE,
)


def speaks_of_money(text: str) -> bool:
    return _MONEY.search(text) is not None


def require_open_words(text: str, *, field: str) -> str:
    """No phones, cards, links (each named with its reason), no money: help is free (A78)."""
    findings = found(text)
    if findings:
        first = findings[0]
        message = f"Уберите «{first.text.strip()}». {first.why} Связь откроется сама, когда вы договоритесь."
        raise Refusal(f"revealing_{first.kind}", message, field=field)
    if speaks_of_money(text):
        raise Refusal("money", MONEY, field=field)
    return text.strip()


def shown_name(name: str) -> str:
    """«Ларина Вера Павловна» → «Вера Л.»; a name of one word as it is."""
    words = [word for word in name.split() if word[:1].isalpha()]
    if len(words) < 2:
        return words[0][:40] if words else "Сосед"
    return f"{words[1][:40]} {words[0][0].upper()}."
