"""Stories of the demonstration: two that everybody reads, one to check, one the family is reading. The pictures are drawn
here, the people are invented."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageDraw

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import PairState
from uchastie.crm.network import queries as network
from uchastie.crm.stories import actions
from uchastie.crm.stories.actions import Words
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.ids import new_id

REGION = "66"
SIZE = (900, 600)
SKY, SNOW, WALL, ROOF, WOOD, LIGHT = "#cfe3f1", "#f3f7fa", "#d9b48a", "#8a5a44", "#b8834f", "#ffe3a3"

PORCH = Words(
    "Крыльцо к первому снегу",
    "Ступени у дома сгнили, и мама боялась выпускать детей одних. В субботу нас собралось восемь человек: двое умели "
    "плотничать, остальные учились на ходу.\n\nК обеду старое крыльцо разобрали, к вечеру стояло новое. Перила дети "
    "красили сами, жёлтой краской: «чтобы было видно зимой».\n\nВ воскресенье пошёл снег.",
)
TEA = Words(
    "Чай по четвергам",
    "Сначала мы приходили помочь с уроками. Потом оказалось, что после уроков все хотят чаю, а к чаю хорошо бы пирог.\n\n"
    "Теперь по четвергам у нас математика, чтение и яблочный пирог. Двоек стало меньше, пирогов больше.",
)
BIKE = Words(
    "Велосипед на двоих", "Коллега отдал велосипед, мы перебрали его за вечер. Сёстры катаются по очереди, по часам."
)
BOOKS = Words(
    "Полка для книг", "Повесили полку и принесли книги, которые выбрали дети. Первую прочитали вслух в тот же вечер."
)


def make() -> None:
    """Of the pair that helps the longest in the region."""
    pair = _pair()
    if pair is None or pair.activated_at is None:
        return
    begun = max(pair.activated_at, clock.now() - dt.timedelta(days=9))
    step = (clock.now() - begun) / 12
    _tell(
        pair, begun + step, step, PORCH, "published", _porch(), "Новое деревянное крыльцо с жёлтыми перилами, идёт снег"
    )
    _tell(
        pair, begun + 4 * step, step, TEA, "published", _tea(), "Стол у окна: тетрадь, две чашки чая и яблочный пирог"
    )
    _tell(pair, begun + 7 * step, step, BIKE, "moderation")
    _tell(pair, begun + 9 * step, step, BOOKS, "waiting_consent")


def _pair() -> Guardianship | None:
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    helpers = guardians.list_ready(unit) if unit else []
    pairs = [pair for helper in helpers for pair in guardianship.list_of_guardian(helper.pk)]
    return next((pair for pair in pairs if pair.state == PairState.ACTIVE), None)


def _tell(
    pair: Guardianship,
    at: dt.datetime,
    step: dt.timedelta,
    words: Words,
    state: str,
    photo: io.BytesIO | None = None,
    alt: str = "",
) -> None:
    guardian = Actor(ActorKind.HOLDER, pair.guardian_id, label=pair.guardian.representative.name)
    family = Actor(ActorKind.HOLDER, pair.case_id)
    story = _at(at, lambda: actions.create_story(actor=guardian, pair_id=pair.pk, words=words, key=new_id().hex))
    if photo is not None:
        _at(at, lambda: actions.add_photo(actor=guardian, story_id=story.pk, upload=photo, alt=alt))
    sent = _at(at, lambda: actions.send_story(actor=guardian, story_id=story.pk, version=None, people_agree=True))
    if state == "waiting_consent":
        return
    text = consents.current_text(Purpose.STORY).pk
    read: dict[str, Any] = {"actor": family, "story_id": story.pk, "seal": sent.digest, "text_id": text}
    _at(at + step, lambda: actions.agree_to_story(**read))
    if state == "published":
        _at(at + 2 * step, lambda: actions.publish_story(actor=SYSTEM, story_id=story.pk, version=None))


def _porch() -> io.BytesIO:
    picture, draw = _canvas()
    draw.rectangle((180, 200, 720, 520), fill=WALL)
    draw.polygon([(140, 210), (450, 60), (760, 210)], fill=ROOF)
    draw.rectangle((400, 300, 500, 500), fill=ROOF)
    for left in (230, 580):
        draw.rectangle((left, 290, left + 100, 390), fill=LIGHT, outline=SNOW, width=8)
    for stair in range(3):
        draw.rectangle((360 - 30 * stair, 500 + 24 * stair, 540 + 30 * stair, 522 + 24 * stair), fill=WOOD)
    for side in (340, 560):
        draw.line((side, 380, side + (side - 450) // 2, 560), fill="#e0a92e", width=14)
    for flake in range(60):
        x, y = flake * 149 % 900, flake * 83 % 600
        draw.ellipse((x, y, x + 8, y + 8), fill="white")
    return _file(picture)


def _tea() -> io.BytesIO:
    picture, draw = _canvas()
    draw.rectangle((0, 0, 900, 600), fill="#f1e2cf")
    draw.rectangle((260, 40, 640, 300), fill=SKY, outline="white", width=14)
    draw.line((450, 40, 450, 300), fill="white", width=10)
    draw.rectangle((0, 400, 900, 600), fill=WOOD)
    draw.polygon([(80, 470), (290, 450), (310, 540), (90, 560)], fill="white")
    for line in range(4):
        draw.line((100, 482 + 18 * line, 285, 466 + 18 * line), fill="#9db4c8", width=3)
    draw.ellipse((360, 420, 580, 520), fill="#e9c27b", outline=ROOF, width=10)
    for cup in (640, 770):
        draw.rounded_rectangle((cup, 430, cup + 90, 520), radius=20, fill=SNOW)
        draw.arc((cup + 70, 445, cup + 115, 500), -90, 90, fill=SNOW, width=9)
        draw.ellipse((cup + 8, 424, cup + 82, 444), fill="#a8622b")
    return _file(picture)


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 500, *SIZE), fill=SNOW)
    return picture, draw


def _file(picture: Image.Image) -> io.BytesIO:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    out.seek(0)
    out.name = "снимок.jpg"
    return out


def _at[T](moment: dt.datetime, do: Callable[[], T]) -> T:
    with clock.at(moment):
        return do()
