"""Addresses of events: public ones by code, staff ones under /plan/, signed links under /e/."""

from django.urls import path

from uchastie.crm.events.views import door, own, plan, public, table, year

app_name = "events"

urlpatterns = [
    path("centres/<slug:slug>/events/", public.calendar, name="calendar"),
    path("centres/<slug:slug>/events.ics", public.feed, name="feed"),
    path("events/<slug:code>/", public.event, name="event"),
    path("events/<slug:code>/consent/", public.consent, name="event_consent"),
    path("events/<slug:code>/registrations/", public.submit, name="submit"),
    path("events/<slug:code>/event.ics", public.one_file, name="one_file"),
    path("e/<str:token>/", own.own, name="own"),
    path("e/<str:token>/cancellation/", own.giving_up, name="giving_up"),
    path("e/<str:token>/consent/withdrawal/", own.consent_withdrawal, name="consent_withdrawal"),
    path("door/<str:token>/", door.scan, name="scan"),
    path("plan/", year.year, name="year"),
    path("plan/publication/", year.year_publication, name="year_publication"),
    path("plan/paper/", year.paper, name="paper"),
    path("plan/new/", plan.new, name="new"),
    path("plan/sample/", table.sample, name="sample"),
    path("plan/imports/<uuid:import_id>/", table.trial, name="trial"),
    path("plan/imports/<uuid:import_id>/writing/", table.writing, name="writing"),
    path("plan/marks/<uuid:mark_id>/cancellation/", door.mark_cancellation, name="mark_cancellation"),
    path(
        "plan/registrations/<uuid:registration_id>/cancellation/",
        plan.registration_cancellation,
        name="registration_cancellation",
    ),
    path("plan/registrations/<uuid:registration_id>/call/", plan.call, name="call"),
    path(
        "plan/registrations/<uuid:registration_id>/consent/withdrawal/",
        plan.guest_consent_withdrawal,
        name="guest_consent_withdrawal",
    ),
    path("plan/<uuid:event_id>/", plan.card, name="card"),
    path("plan/<uuid:event_id>/edit/", plan.edit, name="edit"),
    path("plan/<uuid:event_id>/publication/", plan.publication, name="publication"),
    path("plan/<uuid:event_id>/cancellation/", plan.cancellation, name="cancellation"),
    path("plan/<uuid:event_id>/registrations/", plan.registrations, name="registrations"),
    path("plan/<uuid:event_id>/door/", door.door, name="door"),
    path("plan/<uuid:event_id>/marks/", door.marks, name="marks"),
    path("plan/<uuid:event_id>/newcomers/", door.newcomers, name="newcomers"),
    path("plan/<uuid:event_id>/table/", table.table, name="table"),
]
