"""Addresses of the platform: of the unit one works in, of one centre, of what is kept there."""

from django.urls import path

from uchastie.crm.platform.views import centre, communities, months, placements, questions, tables, useful

app_name = "platform"

urlpatterns = [
    path("platform/", centre.index, name="index"),
    path("platform/imports/new/", tables.table, name="table"),
    path("platform/imports/sample/", tables.sample, name="sample"),
    path("platform/imports/<uuid:import_id>/", tables.trial, name="trial"),
    path("platform/imports/<uuid:import_id>/writing/", tables.writing, name="writing"),
    path("platform/communities/<uuid:community_id>/", communities.community, name="community"),
    path("platform/communities/<uuid:community_id>/closing/", communities.closing, name="closing"),
    path("platform/placements/<uuid:placement_id>/ending/", placements.ending, name="ending"),
    path("platform/questions/<uuid:question_id>/outcome/", questions.outcome, name="outcome"),
    path("platform/useful/<uuid:mark_id>/cancellation/", useful.cancellation, name="cancellation"),
    path("platform/centres/<slug:slug>/", centre.centre, name="centre"),
    path("platform/centres/<slug:slug>/history/", centre.history, name="history"),
    path("platform/centres/<slug:slug>/readings/", communities.readings, name="readings"),
    path("platform/centres/<slug:slug>/community/", communities.new, name="community_new"),
    path("platform/centres/<slug:slug>/placement/", placements.new, name="placement_new"),
    path("platform/centres/<slug:slug>/questions/", questions.questions, name="questions"),
    path("platform/centres/<slug:slug>/useful/", useful.useful, name="useful"),
    path("platform/centres/<slug:slug>/month/", months.month, name="month"),
]
