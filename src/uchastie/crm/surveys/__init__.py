"""Quick polls, rankings of priorities and questionnaires, also in a form of its own for teenagers. One voice per person,
no thread from a person to the answers, honest counts: how many were asked, how many answered, what looks like a flood.
Stands on people, consents and notifications; councils above may be asked as a whole (guards.py)."""
