"""«Мои сервисы»: the person's own page over requests, appointments, reviews, consents and messages. Reads all, owns
the sign-in of beneficiaries.
"""
