"""What the card of a profile shows: the stage, who has answered, the result, the plan, what this reader may do."""

from typing import Any
from uuid import UUID

from uchastie.crm.accounts.models import User
from uchastie.crm.assessment import access, actions, forms, queries
from uchastie.crm.assessment.models import Acceptance, Profile
from uchastie.crm.assessment.rules import states, texts
from uchastie.crm.assessment.rules.questions import PLAIN_SCORES, QUESTIONS, SCORES
from uchastie.crm.assessment.rules.results import FEW, score_words
from uchastie.crm.assessment.rules.states import KIND_NAMES, PLANNING, WORKING, Kind
from uchastie.crm.assessment.views.radar import radar
from uchastie.crm.network.models import Unit
from uchastie.crm.practices.rules import method
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.ui.text import full_day

WORDS: dict[str, Any] = {
    "STATES": states.STATE_NAMES,
    "MARKS": states.STATE_MARKS,
    "KINDS": KIND_NAMES,
    "POINTS": states.POINT_NAMES,
    "POINT_MARKS": states.POINT_MARKS,
    "DIMENSIONS": method.DIMENSION_NAMES,
    "DIMENSION_NOTES": method.DIMENSION_NOTES,
    "LEVELS": method.LEVEL_NAMES,
    "ORGANISATIONS": method.ORGANISATION_NAMES,
    "GROUPS": method.GROUP_NAMES,
    "SECTIONS": texts.SECTIONS,
    "SCORES": SCORES,
    "PLAIN_SCORES": PLAIN_SCORES,
    "FEW": FEW,
    "score": score_words,
}


def own_years(actor: Actor, unit: Unit) -> dict[str, Any]:
    profiles = queries.list_of_unit(actor, unit)
    this_year = clock.today(unit.zone).year
    return WORDS | {
        "profiles": profiles,
        "this_year": this_year,
        "may_start": access.is_head(actor, unit) and not any(one.year == this_year for one in profiles),
    }


def everybody(profile: Profile) -> list[User]:
    team = queries.team_of(profile.unit)
    return [*team[Kind.MANAGEMENT], *team[Kind.STAFF]]


def card(actor: Actor, profile: Profile, wrong: dict[str, Any]) -> dict[str, Any]:
    team = queries.team_of(profile.unit)
    said = queries.texts_of(profile)
    result = queries.result_of(profile)
    version = {"version": profile.version}
    context: dict[str, Any] = WORDS | {
        "profile": profile,
        "zone": profile.unit.zone,
        "said": said,
        "roles": texts.parse_roles(said["roles"]) if said.get("roles") else (),
        "stages": _stages(profile),
        "head": access.is_head(actor, profile.unit),
        "kind": access.kind_of(actor, profile.unit),
        "helps": access.helps(actor, profile.unit),
        "progress": queries.progress_of(profile, team),
        "sheet": (own := queries.find_own_sheet(actor, profile)),
        "answered": queries.count_own(own),
        "next_question": _next_question(own),
        "result": result,
        "radar": radar(result.averages) if result else "",
        "advice": queries.list_advice(profile),
        "planning": profile.state in PLANNING,
        "talk": forms.DiscussionForm(initial=version, auto_id="talk-%s"),
        "term": forms.TermForm(initial=version | {"closes_on": profile.closes_on}, auto_id="term-%s"),
        "adding": forms.PointForm(auto_id="point-%s", team=[*team[Kind.MANAGEMENT], *team[Kind.STAFF]]),
        "reviewing": forms.ReviewForm(initial=version, auto_id="review-%s"),
        "advising": forms.AdviceForm(auto_id="advice-%s"),
    }
    context |= _acceptances(actor, profile, said.get("statement", ""), team)
    context |= {name: form for name, form in wrong.items() if name != "changing"}
    return context | {"lines": _points(actor, profile, wrong.get("changing", {}))}


def _next_question(sheet: Any) -> str:
    done = {answer.question for answer in sheet.answers.all()} if sheet else set()
    return next((question.code for question in QUESTIONS if question.code not in done), QUESTIONS[0].code)


def _stages(profile: Profile) -> list[tuple[str, str, str]]:
    """The five stages of a year for `c.steps_line`."""
    now, zone = states.STAGE_OF[profile.state], profile.unit.zone
    moments = (None, None, profile.approved_at, None, profile.reviewed_at)
    days = [full_day(at.astimezone(zone).date()) if at else "" for at in moments]
    days[0] = f"до {full_day(profile.closes_on)}" if now == 0 else ""
    days[1] = full_day(profile.discussed_on) if profile.discussed_on else ""
    marks = ["done" if place < now else "now" if place == now else "" for place in range(len(states.STAGES))]
    return list(zip(states.STAGES, days, marks, strict=True))


def _acceptances(actor: Actor, profile: Profile, statement: str, team: dict[Kind, list[User]]) -> dict[str, Any]:
    """Who accepted these words, who an earlier wording, who not yet."""
    digest = actions.digest_of(statement) if statement else ""
    rows = queries.list_acceptances(profile)
    now: dict[UUID, Acceptance] = {row.user_id: row for row in rows if row.digest == digest}
    people = [user for users in team.values() for user in users]
    return {
        "digest": digest,
        "accepted": list(now.values()),
        "not_yet": [user for user in people if user.pk not in now],
        "accepted_before": {row.user_id for row in rows} - set(now),
        "must_accept": bool(statement) and access.kind_of(actor, profile.unit) is not None and actor.id not in now,
    }


def _points(actor: Actor, profile: Profile, wrong: dict[UUID, Any]) -> list[dict[str, Any]]:
    """Each growth point with its form, where this reader may change it."""
    head, lines = access.is_head(actor, profile.unit), []
    for point in queries.list_points(profile):
        mine = head or point.owner_id == actor.user_id
        initial = {"version": point.version, "state": point.state, "result": point.result}
        form = wrong.get(point.pk) or forms.ChangeForm(initial=initial, auto_id=f"p{point.pk}-%s")
        lines.append(
            {
                "point": point,
                "form": form if mine and (profile.state in WORKING or point.pk in wrong) else None,
                "strategic": method.is_growth_mark(point.level, profile.organisation),
                "late": point.state in states.OPEN_POINTS and point.due_on < clock.today(profile.unit.zone),
            }
        )
    return lines
