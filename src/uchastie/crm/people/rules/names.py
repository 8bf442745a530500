"""Names: what is one, how to address by it, and whether two of them may be one person's."""

import re

from uchastie.kernel.errors import Refusal
from uchastie.kernel.words import WORD, fold, slips

NAME_LIMIT = 200
_PATRONYMIC = re.compile(r"(вич|вна|ична|ьич|мич)$")
_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f]")  # the letters of Unicode's kind Cc
_PARTICLES = frozenset({"оглы", "кызы", "улы", "уулу"})


def clean_name(text: str) -> str:
    """Without control characters and doubled spaces."""
    return " ".join(_CONTROL.sub(" ", text).split())


def require_name(text: str) -> str:
    """The clean name. `Refusal("name")` when nothing can be read in it or it is too long."""
    name = clean_name(text)
    if not any(letter.isalpha() for letter in name):
        raise Refusal("name", "Напишите имя: так мы поймём, как к вам обращаться.", field="name")
    if len(name) > NAME_LIMIT:
        raise Refusal("name", f"Имя длиннее {NAME_LIMIT} знаков. Сократите его.", field="name")
    return name


def salutation(name: str) -> str:
    """How to address a person: «Ларина Вера Павловна» → «Вера Павловна», «Вера» → «Вера»."""
    words = name.split()
    for place, word in enumerate(words):
        if place > 1 and word.lower() in _PARTICLES:
            return " ".join(words[place - 2 : place + 1])
        follows_particle = any(later.lower() in _PARTICLES for later in words[place + 1 :])
        if place and not follows_particle and _PATRONYMIC.search(word.lower()):
            return f"{words[place - 1]} {word}"
    return name


def same_name(one: str, other: str) -> bool:
    """The same words in any order, ё as е: «Ларина Вера» is «вера ларина»."""
    return _words(one) == _words(other)


def may_be_one(one: str, other: str) -> bool:
    """Could two cards with these names be one person's? Every word of the shorter name has its pair in the longer one:
    the same word, one slip apart, or its initial. «Берёзкина Т. И.» and «Березкина Тамара Ильинична» could;
    «Берёзкин Илья» and «Берёзкина Тамара», «Иванов Александр» and «Иванова Александра» could not."""
    fewer, more = sorted((_words(one), _words(other)), key=len)
    whole = 0
    for word in sorted(fewer, key=len, reverse=True):
        pair = next((candidate for candidate in more if _pair(word, candidate)), None)
        if pair is None:
            return False
        more.remove(pair)
        whole += min(len(word), len(pair)) > 2
    return whole > 0


def _pair(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == 1 or one == other:
        return long.startswith(short)
    return len(short) > 4 and not _of_the_other_sex(short, long) and slips(one, other) <= 1


def _of_the_other_sex(short: str, long: str) -> bool:
    """«Ковалёв» and «Ковалёва» are a family, not a slip."""
    return long[:-1] == short and long[-1] in "ая"


def _words(name: str) -> list[str]:
    return sorted(WORD.findall(fold(name)))
