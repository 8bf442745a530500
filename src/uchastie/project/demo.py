"""The demonstration: an invented world, told through the same actions that people use."""

from uchastie.crm.agreements import demo as agreements
from uchastie.crm.appointments import demo as appointments
from uchastie.crm.assessment import demo as assessment
from uchastie.crm.cabinet import demo as cabinet
from uchastie.crm.councils import demo as councils
from uchastie.crm.desk import demo as desk
from uchastie.crm.events import demo as events
from uchastie.crm.families import demo as families
from uchastie.crm.feedback import demo as feedback
from uchastie.crm.followup import demo as followup
from uchastie.crm.guardians import demo as guardians
from uchastie.crm.guardianship import demo as guardianship
from uchastie.crm.knowledge import demo as knowledge
from uchastie.crm.licensing import demo as licensing
from uchastie.crm.matching import demo as matching
from uchastie.crm.network import demo as network
from uchastie.crm.notifications import demo as notifications
from uchastie.crm.outreach import demo as outreach
from uchastie.crm.oversight import demo as oversight
from uchastie.crm.people import demo as people
from uchastie.crm.platform import demo as platform
from uchastie.crm.practices import demo as practices
from uchastie.crm.reports import demo as reports
from uchastie.crm.setup import demo as setup
from uchastie.crm.stories import demo as stories
from uchastie.crm.surveys import demo as surveys
from uchastie.crm.training import demo as training
from uchastie.crm.visits import demo as visits
from uchastie.project import passed, traced, week, year


def make_demo() -> None:
    """Only for a new, empty database."""
    setup.make()
    network.make()
    licensing.make()
    training.make()
    knowledge.make()
    desk.make()
    people.make()
    cabinet.make()
    feedback.make()
    visits.make()
    events.make()
    outreach.make()
    platform.make()
    appointments.make()
    families.make()
    guardians.make()
    agreements.make()
    guardianship.make()
    matching.make()
    followup.make()
    oversight.make()
    stories.make()
    practices.make()
    assessment.make()
    surveys.make()
    councils.make()
    passed.make()
    week.make()
    year.make()
    reports.make()
    traced.make()
    notifications.make()
