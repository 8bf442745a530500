"""An outside system with a key, and what its tests say often."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

BASE = "/api/v1/requests/"
PROBLEM = "application/problem+json"
STEPS: dict[str, dict[str, Any]] = {
    "contacts": {"way": "phone", "result": "talked"},
    "agreement": {"agreed_at": "2099-01-01T10:00:00+05:00", "format": "phone"},
    "delivery": {"format": "phone", "all_steps": True},
    "cancellation": {"reason": "by_applicant"},
}


class System:
    """An outside system with a key."""

    def __init__(self, secret: str) -> None:
        self._client, self._secret = Client(raise_request_exception=False), secret

    def get(self, path: str, **query: Any) -> Any:
        return self._client.get(path, query, headers={"Authorization": f"Bearer {self._secret}"})

    def post(self, path: str, body: Any, key: str | None = "", version: int | str | None = None, **headers: str) -> Any:
        headers["Authorization"] = f"Bearer {self._secret}"
        if key is not None:
            headers["Idempotency-Key"] = key or uuid4().hex
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self._client.post(path, data, content_type="application/json", headers=headers)


def refused(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.headers["Content-Type"] == PROBLEM, response.content
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code)
    assert body["title"]
    return body


def created(system: System, asked: dict[str, Any]) -> UUID:
    response = system.post(BASE, asked)
    assert response.status_code == 201, response.content
    return UUID(response.json()["id"])


def ids(response: Any) -> set[str]:
    return {line["id"] for line in response.json()["items"]}
