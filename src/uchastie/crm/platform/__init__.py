"""The platform Добро.рф and «Добро.Взаимно» in the life of a centre: communities with readings, proof of what was put
up, short questions answered at once, useful actions of people, the four numbers of a month.

Requests for help with the platform are kept and counted by the desk; a question that became one is not counted here."""
