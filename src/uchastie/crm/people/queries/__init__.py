"""Reads of the registry: a unit's staff see the people who turned to the unit."""

from uchastie.crm.people.queries.find import Hit, hits_of, matching_ids, owners_of, search_people
from uchastie.crm.people.queries.registry import (
    Contacts,
    contacts_of,
    email_of,
    find_by_email,
    find_by_phone,
    find_by_volunteer_id,
    find_remaining,
    get_beneficiary,
    list_contacts,
    list_known,
    living,
)
from uchastie.crm.people.queries.similar import Similar, list_similar

__all__ = [
    "Contacts",
    "Hit",
    "Similar",
    "contacts_of",
    "email_of",
    "find_by_email",
    "find_by_phone",
    "find_by_volunteer_id",
    "find_remaining",
    "get_beneficiary",
    "hits_of",
    "list_contacts",
    "list_known",
    "list_similar",
    "living",
    "matching_ids",
    "owners_of",
    "search_people",
]
