"""Cells and names that come from people and are opened by office programs."""

import re
import unicodedata
from dataclasses import dataclass

# What an office program may take for a formula or a command (T18); the wide ones too, it folds them.
_DANGEROUS = tuple("=+-@|%\t\r\n＝＋－＠｜％")


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters, 0 = by the title. Dates, numbers and yes-no come as they are; the rest is text."""

    title: str
    width: int = 0


def defuse(text: str) -> str:
    """«=1+1» → «'=1+1»: text that a table program would calculate is told to be text."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_DANGEROUS) or text.startswith(_DANGEROUS) else text


def sheet_name(title: str) -> str:
    """What the program accepts as the name of a sheet: 31 characters, without []:*?/\\ and quotes at the ends."""
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)
    return " ".join(clean.split()).strip("'")[:31].strip() or "Лист"


def clean_file_name(name: str, suffix: str) -> str:
    """The person's own name of the file, without folders and invisible signs, with the true ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    stem = re.sub(r'[<>:"|?*]', "", plain)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", " ".join(stem.split())).strip(". ")
    return (stem[:100].strip(". ") or "файл") + suffix
