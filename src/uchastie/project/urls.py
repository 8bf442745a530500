"""The composition root of addresses."""

from django.urls import URLPattern, URLResolver, include, path

from uchastie.project import api, guide, health
from uchastie.project.search import search
from uchastie.project.showcase import showcase

# Addresses are tried in this order: those that are asked for most often stand first. No two say the same.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("uchastie.crm.desk.urls")),
    path("", include("uchastie.crm.reports.urls")),
    path("", include("uchastie.crm.insight.urls")),
    path("", include("uchastie.crm.oversight.urls")),
    path("", include("uchastie.crm.assessment.urls")),
    path("", include("uchastie.crm.practices.urls")),
    path("", include("uchastie.crm.councils.urls")),
    path("", include("uchastie.crm.surveys.urls")),
    path("", include("uchastie.crm.support.urls")),
    path("", include("uchastie.crm.involvement.urls")),
    path("", include("uchastie.crm.plans.urls")),
    path("", include("uchastie.crm.voices.urls")),
    path("", include("uchastie.crm.neighbours.urls")),
    path("", include("uchastie.crm.communities.urls")),
    path("", include("uchastie.crm.accounts.urls")),
    path("", include("uchastie.crm.family_cabinet.urls")),
    path("", include("uchastie.crm.guardian_cabinet.urls")),
    path("", include("uchastie.crm.cabinet.urls")),
    path("", include("uchastie.crm.stories.urls")),
    path("", include("uchastie.crm.followup.urls")),
    path("", include("uchastie.crm.matching.urls")),
    path("", include("uchastie.crm.guardianship.urls")),
    path("", include("uchastie.crm.agreements.urls")),
    path("", include("uchastie.crm.guardians.urls")),
    path("", include("uchastie.crm.families.urls")),
    path("", include("uchastie.crm.platform.urls")),
    path("", include("uchastie.crm.outreach.urls")),
    path("", include("uchastie.crm.events.urls")),
    path("", include("uchastie.crm.feedback.urls")),
    path("", include("uchastie.crm.visits.urls")),
    path("", include("uchastie.crm.licensing.urls")),
    path("", include("uchastie.crm.knowledge.urls")),
    path("", include("uchastie.crm.training.urls")),
    path("", include("uchastie.crm.catalogue.urls")),
    path("", include("uchastie.crm.people.urls")),
    path("", include("uchastie.crm.appointments.urls")),
    path("", include("uchastie.crm.notifications.urls")),
    path("", include("uchastie.crm.documents.urls")),
    path("", include("uchastie.crm.setup.urls")),
    path("", include("uchastie.crm.deadlines.urls")),
    path("search/", search, name="search"),
    path("help/", guide.index, name="help"),
    path("help/images/<str:name>", guide.picture, name="help_picture"),
    path("help/<slug:code>/", guide.chapter, name="help_chapter"),
    path("opeka/help/<slug:code>/", guide.open_chapter, name="help_open"),
    path("ui/", showcase, name="showcase"),
    path("api/v1/", api.urls()),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("uchastie.crm.network.urls")),
]

handler500 = "uchastie.kernel.web.on_trouble"
