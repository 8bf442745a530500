"""A simple electronic signature: a one-time code, bound to the text it signs."""

import datetime as dt

from uchastie.kernel.errors import Refusal

LENGTH = 6
LIVES = dt.timedelta(minutes=10)
TRIES = 5
PAUSE = dt.timedelta(seconds=40)  # a second press within it sends nothing new
A_DAY = 20  # codes one signer may ask for in a day for one agreement: no siege by new codes


class CodeOver(Refusal):
    """The code cannot be used any more: a new one has to be asked for."""


def digits_of(typed: str) -> str:
    """«123 456» → «123456». `Refusal("code")` when it cannot be a code."""
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    if len(digits) != LENGTH:
        raise Refusal("code", f"В коде {LENGTH} цифр. Посмотрите ещё раз и введите их.", field="code")
    return digits
