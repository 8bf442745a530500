"""What the family and the guardian are told. No names and no words of the story: those stand behind their sign-in."""

from uuid import UUID

from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.crm.stories.models import Story

# Of the cabinets above.
FAMILY_URL = "/my/family/{case}/stories/{story}/"
GUARDIAN_URL = "/my/guardian/{guardian}/stories/{story}/"


def ask_family(story: Story) -> None:
    _tell(story, "story_to_read", story.case.applicant_id, FAMILY_URL)


def tell_family(story: Story) -> None:
    _tell(story, "story_shown", story.case.applicant_id, FAMILY_URL)


def tell_guardian(story: Story, event: str) -> None:
    _tell(story, event, story.guardian.representative_id, GUARDIAN_URL)


def _tell(story: Story, event: str, person_id: UUID, url: str) -> None:
    """Each round of writing and reading is told anew."""
    to = reach.person(person_id, about_id=story.pk, unit_id=story.unit_id)
    if to is not None:
        notifications.notify(
            event=event,
            about_id=story.pk,
            to=to,
            unit_id=story.unit_id,
            url=url.format(story=story.pk, case=story.case_id, guardian=story.guardian_id),
            occasion=str(story.version),
        )
