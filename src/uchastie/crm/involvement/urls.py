"""Addresses of involvement: of staff, of those who take part, of everybody."""

from django.urls import path

from uchastie.crm.involvement.views import own, public, roles, work

app_name = "involvement"
ROLE, OWN = "involvement/roles/<uuid:role_id>/", "my/involvement/<uuid:role_id>/"
OPPORTUNITY = "involvement/opportunities/<uuid:opportunity_id>/"

urlpatterns = [
    path("involvement/", work.index, name="index"),
    path("involvement/opportunities/", work.opportunities, name="opportunities"),
    path("involvement/opportunities/new/", work.opportunity_new, name="opportunity_new"),
    path(OPPORTUNITY, work.opportunity, name="opportunity"),
    path(f"{OPPORTUNITY}closing/", work.closing, name="closing"),
    path("involvement/activities/", work.activities, name="activities"),
    path("involvement/activities/new/", work.activity_new, name="activity_new"),
    path("involvement/groups/", work.groups, name="groups"),
    path("involvement/roles/", roles.roles, name="roles"),
    path("involvement/roles/new/", roles.role_new, name="role_new"),
    path(ROLE, roles.role, name="role"),
    path(f"{ROLE}consent/", roles.consent, name="consent"),
    path(f"{ROLE}parent/", roles.parent, name="parent"),
    path(f"{ROLE}taking/", roles.taking, name="taking"),
    path(f"{ROLE}refusal/", roles.refusal, name="refusal"),
    path(f"{ROLE}preparation/", roles.preparation, name="preparation"),
    path(f"{ROLE}steps/", roles.steps, name="steps"),
    path(f"{ROLE}start/", roles.start, name="start"),
    path(f"{ROLE}ending/", roles.ending, name="ending"),
    path("my/involvement/", own.own, name="own"),
    path(OWN, own.own_role, name="own_role"),
    path(f"{OWN}acceptance/", own.acceptance, name="own_acceptance"),
    path(f"{OWN}leaving/", own.leaving, name="own_leaving"),
    path("my/involvement/open/<uuid:opportunity_id>/", own.own_opportunity, name="own_opportunity"),
    path("centres/<slug:slug>/taking-part/", public.centre, name="public"),
]
