"""What a survey consists of (C17, C30)."""

import datetime as dt
import secrets
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal

TITLE, LINE, TEXT = 150, 200, 2000
MOST_QUESTIONS, MOST_OPTIONS, FEWEST_OPTIONS = 20, 12, 2
TEEN_QUESTIONS = 8  # longer ones are left half-way
LONGEST = dt.timedelta(days=190)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_PERMIT = "ABCEHKMPTX2345678"  # looks the same in Russian and Latin; no 0 and no 1


class Form(StrEnum):
    POLL = "poll"
    RANKING = "ranking"
    QUESTIONNAIRE = "questionnaire"
    TEEN = "teen"


FORM_NAMES: dict[Form, str] = {
    Form.POLL: "Быстрый опрос: один вопрос",
    Form.RANKING: "Что важнее: расставить по порядку",
    Form.QUESTIONNAIRE: "Анкета из нескольких вопросов",
    Form.TEEN: "Анкета для подростков",
}


class Audience(StrEnum):
    LINK = "link"
    INVITED = "invited"
    COUNCIL = "council"


AUDIENCE_NAMES: dict[Audience, str] = {
    Audience.LINK: "Все, у кого есть ссылка или QR-код",
    Audience.INVITED: "Только те, кого мы позвали",
    Audience.COUNCIL: "Участники совета",
}


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


OPENABLE = (State.OPEN, State.CLOSED)  # what strangers may see
STATE_NAMES: dict[State, str] = {
    State.DRAFT: "черновик",
    State.OPEN: "идёт",
    State.CLOSED: "завершён",
}


class Kind(StrEnum):
    ONE = "one"
    MANY = "many"
    RANK = "rank"
    TEXT = "text"


KIND_NAMES: dict[Kind, str] = {
    Kind.ONE: "Один ответ",
    Kind.MANY: "Можно несколько",
    Kind.RANK: "Расставить по порядку",
    Kind.TEXT: "Своими словами",
}
# A face always stands beside words; five answers from the best to the worst, the last one is «не знаю».
FACES = ("laugh", "smile", "meh", "frown", "circle-help")


@dataclass(frozen=True, slots=True)
class SurveyValues:
    """`asked` is how many were told of it, where the product cannot know; `body_id` is the council that is asked."""

    form: Form
    audience: Audience
    title: str
    aim: str
    closes_on: dt.date
    asked: int | None = None
    body_id: str = ""


@dataclass(frozen=True, slots=True)
class QuestionValues:
    kind: Kind
    title: str
    hint: str = ""
    options: tuple[str, ...] = ()
    more: str = ""  # the label of a free text beside the answers; "" is none
    faces: bool = False


def new_code() -> str:
    """Of the public address: cannot be guessed, can be dictated."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def new_permit_code() -> str:
    """A parent writes it on a piece of paper: 17^8 codes, and tries are counted."""
    return "".join(secrets.choice(_PERMIT) for _ in range(8))


_LOOKALIKE = str.maketrans("АВСЕНКМРТХ", "ABCEHKMPTX")


def plain_code(typed: str) -> str:
    """As it is kept, whatever keyboard it was typed on: «авсе-нкмр» is «ABCEHKMP»."""
    return "".join(typed.upper().split()).replace("-", "").translate(_LOOKALIKE)[:16]


def require_survey(values: SurveyValues, today: dt.date) -> None:
    if values.closes_on < today:
        raise Refusal("closes", "Последний день уже прошёл.", field="closes_on")
    if values.closes_on > today + LONGEST:
        raise Refusal("closes_far", "Дольше полугода не спрашивают: ответы успеют устареть.", field="closes_on")
    if values.audience is Audience.COUNCIL and not values.body_id:
        raise Refusal("body", "Выберите совет.", field="body")
    if values.form is Form.TEEN and values.audience is not Audience.LINK:
        message = "Анкету подростка открывают по ссылке и согласию родителя: поимённо мы их не зовём."
        raise Refusal("teen_audience", message, field="audience")


def require_question(values: QuestionValues, form: Form, others: int) -> None:
    """`others` are the questions it has already."""
    most = 1 if form in {Form.POLL, Form.RANKING} else TEEN_QUESTIONS if form is Form.TEEN else MOST_QUESTIONS
    if others >= most:
        message = (
            "Здесь один вопрос." if most == 1 else f"Больше {most} вопросов до конца не доходят. Выберите главные."
        )
        raise Refusal("too_many", message)
    if form is Form.RANKING and values.kind is not Kind.RANK:
        raise Refusal("kind", "Здесь расставляют по порядку.", field="kind")
    if values.kind is Kind.TEXT:
        return
    _require_options(values)


def _require_options(values: QuestionValues) -> None:
    if not FEWEST_OPTIONS <= len(values.options) <= MOST_OPTIONS:
        message = f"Напишите от {FEWEST_OPTIONS} до {MOST_OPTIONS} ответов, каждый с новой строки."
        raise Refusal("options", message, field="options")
    if len({option.casefold() for option in values.options}) < len(values.options):
        raise Refusal("twins", "Два ответа одинаковые.", field="options")
    if any(len(option) > LINE for option in values.options):
        raise Refusal("long", f"Ответ длиннее {LINE} знаков. Сократите.", field="options")
    if values.faces and len(values.options) > len(FACES):
        raise Refusal("faces", f"Лиц пять, поэтому и ответов не больше {len(FACES)}.", field="options")


def require_open(state: State, questions: int) -> None:
    if state is not State.DRAFT:
        raise Refusal("opened", "Опрос уже открывали.")
    if not questions:
        raise Refusal("empty", "Сначала добавьте вопрос.")
