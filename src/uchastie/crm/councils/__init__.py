"""Councils of beneficiaries and evaluation panels: members with terms, agenda, decisions and what became of them."""
