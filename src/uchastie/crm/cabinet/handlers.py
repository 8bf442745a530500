"""What the cabinet does when others announce something."""

from uchastie.crm.cabinet import actions
from uchastie.crm.consents.events import ConsentWithdrawn
from uchastie.crm.desk import queries as desk
from uchastie.crm.people.events import OwnContactsGiven
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import NotSeen


def open_own_door(event: OwnContactsGiven) -> None:
    """What a person has typed on the site opens that person's cards."""
    actions.open_for_person(beneficiary_id=event.beneficiary_id, phone=event.phone, email=event.email)


def tell_of_withdrawal(event: ConsentWithdrawn) -> None:
    """Whoever leads the request hears of it before the next call."""
    if event.about_id is None:
        return
    try:
        request = desk.get_request(SYSTEM, event.about_id)
    except NotSeen:
        return  # the consent was given with something that is not a request
    actions.note_withdrawal(request=request)
