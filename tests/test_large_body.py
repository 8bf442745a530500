"""Nobody fills the disk by sending gigabytes: what is larger than any file we take is refused unread."""

import pytest
from django.test import Client


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json"])
def test_a_body_larger_than_any_file_is_refused(db: None, kind: str) -> None:
    body = b"--x\r\n" + b"0" * (13 * 1024 * 1024)
    answer = Client().generic("POST", "/find-request/", body, content_type=kind)
    assert answer.status_code == 413
    said = answer.json()["title"] if "json" in kind else answer.content.decode().replace("\u00a0", " ")
    assert "больше 10 МБ" in said


@pytest.mark.parametrize("length", ["", "-1", "many"])
def test_a_length_that_is_no_number_harms_nothing(db: None, length: str) -> None:
    assert Client().get("/accessibility/", CONTENT_LENGTH=length).status_code == 200
