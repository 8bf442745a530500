"""Profiles of the demonstration: of the last year, carried out and reviewed, and of this one, with answers coming in."""

import datetime as dt

from uchastie.crm.assessment import actions, queries
from uchastie.crm.assessment.actions import Said
from uchastie.crm.assessment.models import Profile
from uchastie.crm.assessment.rules.questions import PLAIN, QUESTIONS
from uchastie.crm.assessment.rules.states import Kind
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.practices.rules.method import Dimension
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

SCORES = {
    Dimension.PRINCIPLES: 2,
    Dimension.PURPOSE: 2,
    Dimension.PRESENCE: 1,
    Dimension.PROCESS: 2,
    Dimension.IMPACT: 1,
}
PLAIN_SCORES = {"b1": 3, "b2": 2, "b3": 2, "b4": 1, "b5": 1, "b6": 1, "b7": 2, "b8": 0, "b9": 1, "b10": 2}
TEXTS = {
    "about": {
        "experience": "Отзывы после каждого сервиса, клуб мам по субботам, двое соведущих.",
        "growth": "Отвечать на каждое предложение. Позвать тех, кто молчит.",
        "needs": "Обучение сотрудников, оплата дороги участникам.",
        "design": "Чаще разовая помощь, группа раз в две недели.",
        "values": "Решаем вместе. Отказ ничего не меняет.",
        "results": "Предложений больше, ответов на них — на все.",
    },
    "principles": {
        "statement": "Мы решаем вместе с теми, кому помогаем. Говорим честно, что изменить можно, а что нет."
    },
    "purpose": {
        "aim": "Чтобы помощь была такой, какая нужна людям.",
        "limits": "Часы, темы и правила — вместе. Бюджет и закон изменить не можем.",
        "roles": "Родители — соведущие группы\nПодростки — правила игровой\nРуководитель — отвечает на предложения",
    },
    "process": {"involving": "Зовём лично и по QR-коду.", "communication": "Отвечаем за три дня."},
    "impact": {"services": "Запись переписана словами родителей.", "wellbeing_staff": "Меньше споров у стойки."},
}


def make() -> None:
    centres = list(network.list_centres()[:40])
    centre = next((one for one in centres if "Уралмаш" in one.name), centres[0] if centres else None)
    if centre is None:
        return
    team = queries.team_of(centre)
    if not team[Kind.MANAGEMENT]:
        return
    head = network.actor_of(team[Kind.MANAGEMENT][0])
    staff = [network.actor_of(user) for user in team[Kind.STAFF]]
    with clock.at(clock.now() - dt.timedelta(days=365)):
        _last_year(centre, head, staff)
    with clock.at(clock.now() - dt.timedelta(days=6)):
        _this_year(centre, head, staff)


def _start(centre: Unit, head: Actor) -> Profile:
    closes_on = clock.today(centre.zone) + dt.timedelta(days=20)
    profile = actions.start_profile(
        actor=head,
        unit=centre,
        organisation="state",
        groups=["special", "servicemen", "teenagers"],
        closes_on=closes_on,
    )
    for section, typed in TEXTS.items():
        actions.write_section(actor=head, profile_id=profile.pk, version=None, section=section, typed=typed)
    return profile


def _answer(who: Actor, profile: Profile, more: int, *, most: int = 25) -> None:
    for question in QUESTIONS[:most]:
        said = Said(min(3, SCORES[question.dimension] + more))
        actions.answer_question(actor=who, profile_id=profile.pk, question=question.code, said=said)
    if most == len(QUESTIONS):
        actions.close_sheet(actor=who, profile_id=profile.pk)


def _people(profile: Profile, count: int) -> None:
    for number in range(count):
        scores: dict[str, int | None] = {one.code: PLAIN_SCORES[one.code] for one in PLAIN}
        scores["b1"] = None if number % 4 == 3 else 3
        wish = "Отвечайте, что стало с предложением." if number == 0 else ""
        actions.answer_as_beneficiary(
            code=profile.code, tokens=(f"demo {number}",), scores=scores, accepts=number != 2, wish=wish
        )


def _last_year(centre: Unit, head: Actor, staff: list[Actor]) -> None:
    profile = _start(centre, head)
    own = {"actor": head, "profile_id": profile.pk}
    for who, more in ((head, 1), *((one, 0) for one in staff)):
        _answer(who, profile, more)
        digest = actions.digest_of(TEXTS["principles"]["statement"])
        actions.accept_principles(actor=who, profile_id=profile.pk, digest=digest)
    _people(profile, 9)
    actions.collect(**own, version=None)  # type: ignore[arg-type]
    today = clock.today(centre.zone)
    words = "Людям не отвечают, что стало с идеями. Начать решили с этого и с субботних встреч."
    actions.note_discussion(**own, version=None, held_on=today, people=8, words=words)  # type: ignore[arg-type]
    owner = (staff or [head])[0].id
    plan = (
        ("Отвечать на каждое предложение за три дня", "process", "operational"),
        ("Совет родителей", "presence", "strategic"),
    )
    points = [
        actions.add_point(
            **own,  # type: ignore[arg-type]
            title=title,
            dimension=dimension,
            level=level,
            owner_id=owner,  # type: ignore[arg-type]
            due_on=today + dt.timedelta(days=200),
        )
        for title, dimension, level in plan
    ]
    actions.approve_plan(**own, version=None)  # type: ignore[arg-type]
    for point, result in zip(points, ("Отвечаем, доска висит у входа", "Совет собирается раз в месяц"), strict=True):
        actions.change_point(actor=head, point_id=point.pk, version=None, state="done", result=result)
    actions.review_year(**own, version=None, words="Предложений стало вдвое больше, на все ответили.")  # type: ignore[arg-type]


def _this_year(centre: Unit, head: Actor, staff: list[Actor]) -> None:
    profile = _start(centre, head)
    _answer(head, profile, 1, most=16)
    for number, who in enumerate(staff[:2]):
        _answer(who, profile, number, most=25 if number else 9)
    _people(profile, 4)
