"""What an installation is told once: the operator, mail, SMS, push, each with a check; and what is still to be done.
Stands on deadlines, accounts and journal. Upper capabilities add their steps and checks through `guards`."""
