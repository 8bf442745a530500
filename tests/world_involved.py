"""Profiles of involvement and practices in every state, made by the same actions people use."""

import datetime as dt
import io
from typing import Any

from PIL import Image

from tests.world import World, actor, make_user
from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.assessment import actions as profiles
from uchastie.crm.assessment.actions import Said
from uchastie.crm.assessment.models import Profile
from uchastie.crm.assessment.rules.questions import PLAIN, QUESTIONS
from uchastie.crm.assessment.rules.texts import BY_SECTION
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.practices import actions as practices
from uchastie.crm.practices.models import CasePerson, CaseStudy
from uchastie.crm.practices.rules.content import Words
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.ids import new_id

STATEMENT = "Мы решаем вместе с теми, кому помогаем."
BASIS = {
    "principles": {"statement": STATEMENT},
    "purpose": {"aim": "Помогать так, как нужно людям", "limits": "Бюджет не меняем", "roles": "Родители — соведущие"},
}
WORDS = Words(
    title="Родители ведут группу вместе с психологом",
    organisation="Дом молодёжи",
    organisation_kind="parents",
    place="Пермь",
    level="operational",
    format="соведущие встреч, раз в две недели",
    groups=("special",),
    dimensions=("presence", "process"),
    degree=4,
    did="Двое родителей прошли подготовку и стали вести встречи.",
    people_effect="Ходят 14 семей вместо 6.",
    work_effect="Встречи перенесли на субботу.",
    barriers="Усталость соведущих: решили супервизией раз в месяц.",
    quote="Раньше приходили за помощью, теперь приходим и за ней, и с ней.",
    quoted="мама, соведущая",
)


def people_of(unit: Unit) -> tuple[User, User]:
    """(head, employee) of the centre; made when there is none."""
    rows = Assignment.objects.filter(unit=unit, ended_at=None).select_related("user").order_by("-pk")
    found = {row.role: row.user for row in rows}  # the first of each role
    head = found.get(Role.CENTRE_HEAD) or make_user(f"head-{unit.slug}", Role.CENTRE_HEAD, unit)
    employee = found.get(Role.CENTRE_EMPLOYEE) or make_user(f"staff-{unit.slug}", Role.CENTRE_EMPLOYEE, unit)
    return head, employee


def start(unit: Unit, organisation: str = "ngo") -> Profile:
    head, _ = people_of(unit)
    closes_on = clock.today(unit.zone) + dt.timedelta(days=14)
    return profiles.start_profile(
        actor=actor(head), unit=unit, organisation=organisation, groups=["special"], closes_on=closes_on
    )


def answer_all(who: Actor, profile: Profile, score: int = 2, *, close: bool = True) -> None:
    for question in QUESTIONS:
        profiles.answer_question(actor=who, profile_id=profile.pk, question=question.code, said=Said(score))
    if close:
        profiles.close_sheet(actor=who, profile_id=profile.pk)


def answer_plain(profile: Profile, token: str, score: int | None = 1, *, wish: str = "") -> bool:
    scores = {question.code: score for question in PLAIN}
    return profiles.answer_as_beneficiary(code=profile.code, tokens=(token,), scores=scores, accepts=True, wish=wish)


def make_profile(
    unit: Unit, state: str = "draft", *, beneficiaries: int = 6, organisation: str = "ngo", years_ago: int = 0
) -> Profile:
    """In the state asked for, by the whole way there."""
    with clock.at(clock.now() - dt.timedelta(days=365 * years_ago)):
        return _make_profile(unit, state, beneficiaries, organisation)


def _make_profile(unit: Unit, state: str, beneficiaries: int, organisation: str) -> Profile:
    profile = start(unit, organisation)
    head, employee = (actor(user) for user in people_of(unit))
    if state == "draft":
        return profile
    answer_all(head, profile, 3)
    answer_all(employee, profile, 2)
    for number in range(beneficiaries):
        answer_plain(profile, f"token {number}", wish=f"Пожелание {number}")
    own: dict[str, Any] = {"actor": head, "profile_id": profile.pk}
    profiles.collect(**own, version=None)
    if state == "self_assessed":
        return _again(profile)
    today = clock.today(unit.zone)
    profiles.note_discussion(**own, version=None, held_on=today, people=7, words="Говорили о субботах")
    if state == "discussed_with_beneficiaries":
        return _again(profile)
    write_basis(head, profile)
    point = profiles.add_point(
        **own,
        title="Отвечать на каждое предложение",
        dimension="process",
        level="strategic",
        owner_id=employee.id,  # type: ignore[arg-type]
        due_on=today + dt.timedelta(days=60),
    )
    profiles.approve_plan(**own, version=None)
    if state == "plan_approved":
        return _again(profile)
    done = "doing" if state == "in_progress" else "done"
    profiles.change_point(actor=employee, point_id=point.pk, version=None, state=done, result="Отвечаем за три дня")
    if state == "reviewed":
        profiles.review_year(**own, version=None, words="Людей слышно")
    return _again(profile)


def write_basis(head: Actor, profile: Profile) -> None:
    for section, typed in BASIS.items():
        assert section in BY_SECTION
        profiles.write_section(actor=head, profile_id=profile.pk, version=None, section=section, typed=typed)


def _again(profile: Profile) -> Profile:
    return Profile.objects.select_related("unit").get(pk=profile.pk)


# --- practices ---


def picture() -> io.BytesIO:
    held = io.BytesIO()
    Image.new("RGB", (600, 400), "#cfe3f1").save(held, "JPEG")
    held.seek(0)
    return held


def holder_of(person: CasePerson) -> Actor:
    return Actor(ActorKind.HOLDER, person.pk)


def agree(person: CasePerson) -> None:
    case = CaseStudy.objects.get(pk=person.case_id)
    text_id = current_text(Purpose.PRACTICE).pk
    practices.agree(actor=holder_of(person), person_id=person.pk, seal=case.digest, text_id=text_id)


def make_practice(
    unit: Unit, state: str = "published", *, words: Words = WORDS, people: int = 1, photo: bool = False
) -> CaseStudy:
    head, _ = people_of(unit)
    own = actor(head)
    case = practices.write_case(actor=own, unit=unit, words=words, key=new_id().hex)
    if photo:
        practices.add_photo(actor=own, case_id=case.pk, upload=picture(), alt="Стулья по кругу, чайник на столе")
    named = [
        practices.name_person(actor=own, case_id=case.pk, label=f"мама, соведущая {number}", name=f"Ирина Ч{number}")
        for number in range(people)
    ]
    if state == "draft":
        return _case(case)
    practices.submit_case(actor=own, case_id=case.pk, version=None, names_checked=True)
    if state == "consent_check":
        return _case(case)
    for person in named:
        agree(person)
    _decide(case, state, own)
    return _case(case)


def _decide(case: CaseStudy, state: str, own: Actor) -> None:
    judge = actor(User.objects.get(email="federal_manager@example.org"))
    if state == "returned":
        practices.return_case(actor=judge, case_id=case.pk, version=None, reason="Смажьте лица прохожих.")
    elif state in {"published", "archived"}:
        practices.publish_case(actor=judge, case_id=case.pk, version=None)
    if state == "archived":
        practices.archive_case(actor=own, case_id=case.pk)


def _case(case: CaseStudy) -> CaseStudy:
    return CaseStudy.objects.select_related("unit", "author").get(pk=case.pk)


def world_actor(world: World, role: Role) -> Actor:
    return actor(world.user(role))
