"""Words as people mean them, without Django and without a database: one form for every spelling, an order that is the
same everywhere, and what two spellings of one word have in common."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
SORT_LETTERS = 40  # of a name; those that agree so far stand side by side anyway
LAYOUT = dict(
    zip(
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,.",
        "ёйцукенгшщзхъфывапролджэячсмитьбю",
        strict=True,
    )
)
# Letters that are mistaken for each other by ear: unstressed vowels, voiced and voiceless, the soft sign.
_BY_EAR = str.maketrans("оеэыйюбвгджзщ", "аииииупфктшсш", "ъь")


_PLAIN = re.compile("[\\x00-\\x7fа-яё]*")  # letters without marks but ё and й: nearly all that is ever typed


def fold(text: str) -> str:
    """One form for one word: case, ё, accents and stress marks are gone; й stays й."""
    lower = text.casefold()
    if _PLAIN.fullmatch(lower):
        return lower.replace("ё", "е")
    plain = unicodedata.normalize("NFKD", lower)
    kept = "".join(c for c in plain if not unicodedata.combining(c) or c == "\u0306")  # the breve of й
    return unicodedata.normalize("NFKC", kept).casefold()


def sort_key(text: str) -> str:
    """Plain ASCII in the order of the alphabet: databases compare it alike, whatever their rules for languages.

    A word break is "0", a digit "1…", Latin "2…", Cyrillic "3…" and "4…", anything else "5"."""
    words = " ".join(WORD.findall(fold(text)))
    return words[:SORT_LETTERS].translate(_PLACES)


class _Places(dict[int, str]):
    """The place of each letter in the order, for `str.translate`."""

    def __missing__(self, letter: int) -> str:
        return "5"


_PLACES = _Places(
    {ord(" "): "0"}
    | {ord(digit): "1" + digit for digit in "0123456789"}
    | {ord(letter): "2" + letter for letter in "abcdefghijklmnopqrstuvwxyz"}
    | {ord("а") + number: f"{3 + number // 26}{chr(97 + number % 26)}" for number in range(32)}
)


def relayout(text: str) -> str:
    """What was meant by a text typed with the keyboard in Latin: «rjdfktd» → «ковалев». "" when it was not."""
    lower = text.lower()
    if not re.search(r"[a-z]", lower) or re.search(r"[а-яё@]", lower):
        return ""
    return "".join(LAYOUT.get(letter, letter) for letter in lower)


# --- slips ---


def by_ear(word: str) -> str:
    """A folded word as it is heard: «ковалев» and «кавалеф» are one. Doubled letters are one letter."""
    return _single(word.translate(_BY_EAR))


def grams(word: str) -> set[str]:
    """What the word is heard like, and the same with each letter left out: two words that differ by one wrong, missing,
    extra or exchanged letter have one of these in common."""
    heard = word.translate(_BY_EAR)
    return {_single(heard)} | {_single(heard[:place] + heard[place + 1 :]) for place in range(len(heard))}


def _single(heard: str) -> str:
    return re.sub(r"(.)\1+", r"\1", heard)


def slips(one: str, other: str) -> int:
    """How many letters are wrong, missing, extra or exchanged with their neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]


def is_slip_of(typed: str, word: str) -> bool:
    """May `typed` be a slip for `word`? One letter, or any number of letters that sound alike; short words are strict."""
    if min(len(typed), len(word)) < 4 or abs(len(typed) - len(word)) > 2:
        return False
    wrong = slips(typed, word)
    if wrong <= 1:
        return True
    if len(word) < 6:
        return False
    heard = slips(by_ear(typed), by_ear(word))
    return heard == 0 or (heard == 1 and wrong <= 2)
