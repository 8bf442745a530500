"""What an installation is told once: the operator, mail, SMS, push, each with a check. Stands on accounts and
journal.
"""
