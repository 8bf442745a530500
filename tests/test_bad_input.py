"""Bodies that fuzzing has found once stay here."""

import pytest


@pytest.mark.parametrize("key", ["\x00", "a" * 5000])
def test_a_one_time_key_that_cannot_be_read_shows_the_form_again(world, client, key):
    assert client.post("/centres/uralmash/apply/consent/", {"key": key}).status_code == 422
