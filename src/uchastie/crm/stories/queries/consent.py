"""What the family reads beside the story before it agrees."""

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.queries import Document
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families import queries as families
from uchastie.crm.stories import rules
from uchastie.crm.stories.models import Story
from uchastie.crm.stories.queries.shown import seal_of, show
from uchastie.kernel import clock


def consent_document(story: Story) -> Document:
    """The text in force with this very story in it."""
    text = consents.current_text(Purpose.STORY)
    return consents.document_of(
        text,
        story.unit,
        clock.today(story.unit.zone),
        story=story.title,
        family=f"«{show(story).family_name}»",
        seal=rules.seal_number(seal_of(story)),
    )


def names_in_story(story: Story) -> tuple[str, ...]:
    """Words of the family's own names that would be published, to be said to the family and its coordinator."""
    members = [member.name for member in families.list_members(story.case)]
    photos = [photo.alt for photo in story.photos.all()]
    text = "\n".join([story.title, story.text, story.family_name, *photos])
    return rules.names_inside(text, [story.case.applicant.name, *members])
