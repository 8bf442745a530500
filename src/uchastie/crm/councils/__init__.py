"""Councils of beneficiaries, evaluation panels and boards of a centre or a headquarters: members with terms and consent,
meetings with an agenda, decisions and what became of them, evaluations by people who use the services. Stands on surveys
(a council may be asked), people, consents and notifications."""
