"""A member of staff who holds the person's link, e.g. from the card, does not act as the person."""

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import status_token
from uchastie.crm.desk.rules import Status


@pytest.mark.ledger("A7")
@pytest.mark.parametrize("place", ["reminders", "cancellation", "consent/withdrawal"])
def test_staff_do_not_decide_for_the_person(client, client_of, make_request, place):
    request = make_request()
    address = f"/s/{status_token(request.pk)}/{place}/"
    refused = client_of(Role.CENTRE_EMPLOYEE).post(address, {"reminders": "off"})
    assert refused.status_code == 422
    assert "Вы вошли как сотрудник" in refused.content.decode()
    untouched = ServiceRequest.objects.select_related("beneficiary").get(pk=request.pk)
    assert untouched.status == Status.NEW
    assert not untouched.beneficiary.reminders_off
    answer = client.post(address, {"reminders": "off"})
    assert answer.status_code in {302, 404}, "the person may (this one has given no consent to withdraw)"
