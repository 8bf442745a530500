"""Numbers of organisations, checked by their own check digits."""

import re

from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

from uchastie.kernel.errors import Refusal


def _digits(text: str) -> str:
    return re.sub(r"[\s\-]", "", text)


def require_inn(text: str) -> str:
    """10 digits of a legal entity or 12 of a sole trader."""
    digits = _digits(text)
    if not digits:
        return ""
    if not digits.isascii() or not digits.isdigit() or len(digits) not in {10, 12}:
        message = "ИНН — это 10 цифр у организации или 12 у предпринимателя. Проверьте, не потерялась ли цифра."
        raise Refusal("inn", message, field="inn")
    if not stdnum_inn.is_valid(digits):
        raise Refusal("inn", "В ИНН ошибка: контрольная цифра не сходится. Сверьте с документом.", field="inn")
    return digits


def require_ogrn(text: str) -> str:
    """13 digits of a legal entity (ОГРН) or 15 of a sole trader (ОГРНИП)."""
    digits = _digits(text)
    if not digits:
        return ""
    if not digits.isascii() or not digits.isdigit() or len(digits) not in {13, 15}:
        raise Refusal("ogrn", "ОГРН — это 13 цифр, ОГРНИП — 15. Проверьте, не потерялась ли цифра.", field="ogrn")
    if not stdnum_ogrn.is_valid(digits):
        raise Refusal("ogrn", "В ОГРН ошибка: контрольная цифра не сходится. Сверьте с документом.", field="ogrn")
    return digits


def require_kpp(text: str) -> str:
    digits = _digits(text)
    if digits and not re.fullmatch(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", digits):
        raise Refusal("kpp", "КПП — это 9 знаков, например 667301001. У предпринимателя его нет.", field="kpp")
    return digits


def require_oktmo(text: str) -> str:
    digits = _digits(text)
    if digits and not re.fullmatch(r"[0-9]{8}([0-9]{3})?", digits):
        raise Refusal("oktmo", "ОКТМО — это 8 или 11 цифр, например 65701000.", field="oktmo")
    return digits
