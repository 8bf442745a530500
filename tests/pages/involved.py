"""Pages of profiles of involvement and of practices, and what stands behind them."""

from dataclasses import replace
from typing import Any

from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page
from tests.world import actor
from tests.world_involved import WORDS, answer_all, answer_plain, make_practice, make_profile, people_of, write_basis
from uchastie.crm.accounts.rules import Role
from uchastie.crm.assessment import actions as profiles
from uchastie.crm.assessment.actions import Said
from uchastie.crm.practices import actions as practices
from uchastie.crm.practices.queries import consent_path, list_people

STATES = ("self_assessed", "discussed_with_beneficiaries", "plan_approved", "in_progress", "reviewed")
CASES = ("draft", "consent_check", "moderation", "published", "returned", "archived")
INVOLVED = [
    Page("profiles", "assessment:index", HEAD),
    Page("profiles-none", "assessment:index", "stranger"),  # type: ignore[arg-type]
    Page("profiles-region", "assessment:index", REGION),
    Page("profiles-federal", "assessment:index", FEDERAL),
    Page("profiles-city", "assessment:index", Role.MUNICIPAL_COORDINATOR),
    Page("profile-start", "assessment:start", HEAD),
    Page("profile-draft", "assessment:card", HEAD, ("profile-draft",)),
    Page("profile-draft-employee", "assessment:card", EMPLOYEE, ("profile-draft",)),
    Page("profile-draft-region", "assessment:card", REGION, ("profile-draft",)),
    *[Page(f"profile-{state}", "assessment:card", HEAD, (f"profile-{state}",)) for state in STATES],
    Page("profile-few", "assessment:card", REGION, ("profile-few",)),
    Page("profile-answers", "assessment:result", HEAD, ("profile-reviewed",)),
    Page("profile-answers-few", "assessment:result", FEDERAL, ("profile-few",)),
    Page("profile-invitation", "assessment:invitation", HEAD, ("profile-draft",)),
    *[
        Page(f"profile-words-{code}", "assessment:words", HEAD, ("profile-draft", f"section-{code}"))
        for code in ("about", "purpose")
    ],
    Page("profile-question", "assessment:question", EMPLOYEE, ("profile-draft", "question-a4")),
    Page("profile-question-first", "assessment:question", HEAD, ("profile-draft", "question-p1")),
    Page("our-say", "assessment:say", None, ("say-code",)),
    Page("our-say-staff", "assessment:say", EMPLOYEE, ("say-code",)),
    Page("our-say-over", "assessment:say", None, ("say-over",), status=410),
    Page("our-say-thanks", "assessment:thanks", None, ("say-code",)),
    Page("practices", "practices:collection"),
    Page("practices-found", "practices:collection", None, (), "?levels=operational&groups=special"),
    Page("practices-nothing", "practices:collection", None, (), "?text=Такого+нет"),
    Page("practices-chapters", "practices:chapters"),
    Page("practices-chapters-staff", "practices:chapters", EMPLOYEE),
    Page("practices-source", "practices:source"),
    Page("practice", "practices:case", None, ("practice-published",)),
    Page("practice-elsewhere", "practices:case", "stranger", ("practice-published",)),  # type: ignore[arg-type]
    Page("practice-gone", "practices:case", None, ("practice-archived",), status=410),
    *[
        Page(f"practice-consent-{name}", "practices:consent", None, (f"consent-{name}",))
        for name in ("asked", "given", "early", "gone")
    ],
    Page("practice-consent-bad", "practices:consent", None, ("no-token",), status=404),
    Page("practices-own", "practices:index", HEAD),
    Page("practices-none", "practices:index", Role.MUNICIPAL_COORDINATOR),
    Page("practices-moderation", "practices:index", FEDERAL),
    Page("practice-new", "practices:new", EMPLOYEE),
    Page("practice-words", "practices:words", HEAD, ("practice-draft",)),
    *[Page(f"practice-card-{state}", "practices:card", HEAD, (f"practice-{state}",)) for state in CASES],
    Page("practice-card-named", "practices:card", HEAD, ("practice-named",)),
    Page("practice-to-moderate", "practices:card", FEDERAL, ("practice-moderation",)),
]
NO_PAGES_OF_INVOLVED = {"practices:printed": "a paper", "practices:photo": "a picture"}


def make_involved(world: Any) -> dict[str, object]:
    """Several years of one centre stand for the states, this year collects answers."""
    unit = world.uralmash
    head, employee = (actor(user) for user in people_of(unit))
    values: dict[str, object] = {f"section-{code}": code for code in ("about", "purpose")}
    values |= {f"question-{code}": code for code in ("p1", "a4")}
    for years_ago, state in enumerate(reversed(STATES), start=1):
        values[f"profile-{state}"] = make_profile(unit, state, years_ago=years_ago).pk
    values["profile-few"] = make_profile(world.vtoroy, "self_assessed", beneficiaries=3).pk
    draft = make_profile(unit)
    write_basis(head, draft)
    digest = profiles.digest_of("Мы решаем вместе с теми, кому помогаем.")
    profiles.accept_principles(actor=head, profile_id=draft.pk, digest=digest)
    answer_all(head, draft)
    for code in ("p1", "p2", "a1", "a2", "a3"):
        profiles.answer_question(actor=employee, profile_id=draft.pk, question=code, said=Said(2, comment="Обсуждали"))
    for number in range(3):
        answer_plain(draft, f"token {number}")
    over = make_profile(world.novosibirsk, "self_assessed")
    profiles.give_advice(
        actor=actor(world.user(Role.REGION_COORDINATOR)), profile_id=draft.pk, text="Позовите молодых родителей."
    )
    values |= {"profile-draft": draft.pk, "say-code": draft.code, "say-over": over.code}
    return values | _practices(world)


def _practices(world: Any) -> dict[str, object]:
    unit = world.uralmash
    cases = {state: make_practice(unit, state, photo=state == "published") for state in CASES}
    cases["named"] = make_practice(unit, "draft", words=replace(WORDS, did="Помогли Лариной с группой."))
    practices.try_here(actor=actor(world.stranger), case_id=cases["published"].pk, unit=world.vtoroy)
    first = {state: list_people(case)[0] for state, case in cases.items()}
    links = {"asked": "consent_check", "given": "published", "early": "draft", "gone": "archived"}
    tokens = {f"consent-{name}": consent_path(first[state]).split("/")[3] for name, state in links.items()}
    return {f"practice-{state}": case.pk for state, case in cases.items()} | tokens
