"""Passwords and keys at rest: sealed with a key made from the secret of the installation."""

import base64
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"uchastie.setup.secrets"


def seal_secrets(values: dict[str, str], keys: Sequence[str]) -> str:
    """`keys`: the secret of the installation first, then older ones. Nothing is sealed as nothing."""
    return _cipher(keys).encrypt(json.dumps(values).encode()).decode() if values else ""


def open_secrets(sealed: str, keys: Sequence[str]) -> dict[str, str] | None:
    """None when none of the keys opens it: the secret of the installation was changed."""
    if not sealed:
        return {}
    opened = _opened(sealed, tuple(keys))
    return None if opened is None else dict(opened)


@lru_cache(maxsize=16)
def _opened(sealed: str, keys: tuple[str, ...]) -> Mapping[str, str] | None:
    """Every message asks for the channels; the secret beside the sealed text is in the memory of the process anyway."""
    try:
        values: dict[str, str] = json.loads(_cipher(keys).decrypt(sealed.encode()))
    except InvalidToken:
        return None
    return values


def _cipher(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(_derive(key)) for key in keys])


@lru_cache(maxsize=16)
def _derive(key: str) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return base64.urlsafe_b64encode(derived)
