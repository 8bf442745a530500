"""The kinds of work: the product's and the floor's, asked for in the same way."""

import random
import uuid
from collections import Counter
from functools import partial
from typing import Any

from benchmarks.load import Work

CANARY = "Канарейкина"  # the surname of everyone who asked at the measured centre, and of nobody else
SECRET = "benchmarkbenchmarkbenchmarkbench"  # noqa: S105
NEED = "Проверка скорости"
GOALS = {"queue": 1.5, "card": 3.0, "create": 3.0}
# Finding people has no floor to stand on: only its growth is judged.
SEARCHES = {"surname": "ковалева", "slip": "Кавалёво"}
FOUND = "Ковалёва"  # five of them at the measured centre, however many people there are
GROWTH = 1.2
SENT: Counter[str] = Counter()  # new requests asked for, by centre; one that is not acknowledged stops the run


def create_body(manifest: dict[str, Any]) -> dict[str, str]:
    """«Добавить» after a telephone call, about a person nobody knows yet."""
    SENT[manifest["unit"]] += 1
    return {
        "csrfmiddlewaretoken": SECRET,
        "key": uuid.uuid4().hex,
        "channel": "phone",
        "who": "",
        "kind": "person",
        "name": f"Новикова Мария Сергеевна {random.randrange(10**6)}",
        "phone": f"+7 999 {random.randrange(10**7):07d}",
        "email": "",
        "volunteer_id": "",
        "preferred_way": "phone",
        "service": manifest["like"]["service"],
        "need": NEED,
        "when": "later",
        "consent": "oral",
    }


def search_body(text: str) -> dict[str, str]:
    return {"csrfmiddlewaretoken": SECRET, "q": text}


def product(manifest: dict[str, Any]) -> dict[str, Work]:
    cards = [f"/desk/requests/{pk}/" for pk in manifest["open"]]
    return {
        "queue": Work("queue", ["/desk/"], manifest["cookie"], CANARY),
        "card": Work("card", cards, manifest["cookie"], CANARY),
        "create": Work(
            "create", ["/desk/add/"], manifest["cookie"], "/desk/requests/", 302, lambda: create_body(manifest)
        ),
        **{
            name: Work(name, ["/people/found/"], manifest["cookie"], FOUND, 200, partial(search_body, text))
            for name, text in SEARCHES.items()
        },
    }


def floor(manifest: dict[str, Any]) -> dict[str, Work]:
    cookie, unit = manifest["cookie"], manifest["unit"]
    cards = [f"/card/{pk}/" for pk in manifest["open"]]
    body = manifest["like"] | {"need": "Пол скорости"}
    return {
        "queue": Work("floor queue", [f"/queue/{unit}/"], cookie, CANARY),
        "card": Work("floor card", cards, cookie, CANARY),
        "create": Work("floor create", [f"/create/{manifest['open'][0]}/"], cookie, "/card/", 302, lambda: body),
    }
