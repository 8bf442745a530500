"""Reads of the cabinet: for the one who is in by a code, of the cards this contact opens and of nothing else."""

from uchastie.crm.cabinet.queries.home import (
    Consents,
    Home,
    OwnData,
    get_home,
    get_own_data,
    list_consents,
    list_messages,
    list_requests,
    zone_of,
)
from uchastie.crm.cabinet.queries.talk import Talk, Waiting, get_talk, list_waiting, list_wishes, staff_talk
from uchastie.crm.cabinet.queries.visitors import (
    CHOSEN,
    SIGN_IN,
    Visit,
    Who,
    chosen_of,
    contacts_and_doors,
    find_sign_in,
    find_visit,
    list_sign_ins,
    list_who,
)

__all__ = [
    "CHOSEN",
    "SIGN_IN",
    "Consents",
    "Home",
    "OwnData",
    "Talk",
    "Visit",
    "Waiting",
    "Who",
    "chosen_of",
    "contacts_and_doors",
    "find_sign_in",
    "find_visit",
    "get_home",
    "get_own_data",
    "get_talk",
    "list_consents",
    "list_messages",
    "list_requests",
    "list_sign_ins",
    "list_waiting",
    "list_who",
    "list_wishes",
    "staff_talk",
    "zone_of",
]
