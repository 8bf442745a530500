"""Roles that a visitor of the demonstration may try; `project/wiring.py` offers them."""

from uchastie.crm.accounts.rules import Persona

_offered: dict[str, Persona] = {}


def offer(*personas: Persona) -> None:
    """A persona with a known key replaces the one before."""
    _offered.update({persona.key: persona for persona in personas})


def list_personas() -> list[Persona]:
    return list(_offered.values())
