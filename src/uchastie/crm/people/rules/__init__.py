"""Rules of the registry: pure functions and the words for them."""

from uchastie.crm.people.rules.contact import (
    EMAIL_LIMIT,
    WAY_NAMES,
    Way,
    email_address,
    phone_e164,
    require_reachable,
    volunteer_id,
)
from uchastie.crm.people.rules.kinds import (
    AUDIENCE_NAMES,
    CHOSEN,
    KIND_NAMES,
    NEED_NAMES,
    Audience,
    Kind,
    Need,
    audiences_of,
    is_child,
    require_audiences,
    require_birth_year,
)
from uchastie.crm.people.rules.names import NAME_LIMIT, clean_name, may_be_one, require_name, salutation, same_name
from uchastie.crm.people.rules.numbers import require_inn, require_kpp, require_ogrn, require_oktmo
from uchastie.crm.people.rules.story import Chapter, Line, Period, Subject, counts_of

__all__ = [
    "AUDIENCE_NAMES",
    "CHOSEN",
    "EMAIL_LIMIT",
    "KIND_NAMES",
    "NAME_LIMIT",
    "NEED_NAMES",
    "WAY_NAMES",
    "Audience",
    "Chapter",
    "Kind",
    "Line",
    "Need",
    "Period",
    "Subject",
    "Way",
    "audiences_of",
    "clean_name",
    "counts_of",
    "email_address",
    "is_child",
    "may_be_one",
    "phone_e164",
    "require_audiences",
    "require_birth_year",
    "require_inn",
    "require_kpp",
    "require_name",
    "require_ogrn",
    "require_oktmo",
    "require_reachable",
    "salutation",
    "same_name",
    "volunteer_id",
]
