"""Reads of consents cost the same however many there are."""

import pytest
from django.db import connection

from uchastie.crm.consents.models import Consent
from uchastie.kernel.ids import new_id


@pytest.mark.django_db
def test_the_consent_of_a_request_is_found_by_an_index():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # an empty table would be read whole
    plan = Consent.objects.filter(about_id=new_id()).order_by("-given_at").explain()
    assert "consents_by_object" in plan
