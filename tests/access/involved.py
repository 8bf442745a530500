"""What the addresses of profiles and practices name, for one place of the matrix."""

from typing import Any

from tests.world import actor
from tests.world_involved import answer_all, make_practice, make_profile, people_of
from uchastie.crm.assessment.models import GrowthPoint
from uchastie.crm.consents.queries import current_edition
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.network.models import Unit
from uchastie.crm.practices.queries import consent_path, list_people


def involved_of(unit: Unit) -> dict[str, Any]:
    """Profiles of the centre in three years: one with its answers in, one with a plan, one that collects answers;
    practices: a draft, one whose people read it, one to moderate, one that everybody sees."""
    closed = make_profile(unit, "self_assessed", years_ago=2)
    planned = make_profile(unit, "plan_approved", years_ago=1)
    asking = make_profile(unit, years_ago=3)
    answer_all(actor(people_of(unit)[0]), asking)
    read, written = make_practice(unit, "consent_check"), make_practice(unit, "draft", photo=True)
    person = list_people(read)[0]
    token = consent_path(person).split("/")[3]
    shown, moderated = make_practice(unit, photo=True), make_practice(unit, "moderation")
    return {
        "profile_id": asking.pk,
        "assessment:result.profile_id": closed.pk,
        "point_id": GrowthPoint.objects.get(profile=planned).pk,
        "question": "p1",
        "assessment:words.code": "about",
        "assessment:say.code": asking.code,
        "assessment:thanks.code": asking.code,
        **{f"practices:{name}.case_id": written.pk for name in ("words", "people", "photos", "submission")},
        **{f"practices:{name}.case_id": shown.pk for name in ("case", "trial")},
        **{
            f"practices:{name}.case_id": moderated.pk
            for name in ("card", "publication", "revision", "archive", "draft")
        },
        "practices:consent.token": token,
        "practices:refusal.token": token,
        "practices:photo.photo_id": shown.photos.get().pk,
        "practices:photo_removal.photo_id": written.photos.get().pk,
        "practices:unnaming.person_id": list_people(written)[0].pk,
        **{f"practices:{name}.person_id": person.pk for name in ("paper", "word")},
        "practice_seal": read.digest,
        "practice_text": current_edition(Purpose.PRACTICE).pk,
    }
