"""Addresses of the network."""

from django.urls import path

from uchastie.crm.network.views import dismissal, headquarters, imports, own, public, staff

app_name = "network"

urlpatterns = [
    path("", public.home, name="home"),
    path("centres/", public.centres, name="centres"),
    path("centres/<slug:slug>/", public.centre, name="centre"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("network/", staff.index, name="index"),
    path("network/new/", staff.new_centre, name="new"),
    path("network/headquarters/new/", headquarters.new, name="headquarters_new"),
    path("network/headquarters/<slug:slug>/", headquarters.edit, name="headquarters"),
    path("network/tables/", imports.tables, name="tables"),
    path("network/tables/samples/centres/", imports.sample, {"kind": "centres"}, name="sample_centres"),
    path("network/tables/samples/staff/", imports.sample, {"kind": "staff"}, name="sample_staff"),
    path("network/tables/<uuid:import_id>/", imports.trial, name="import"),
    path("network/tables/<uuid:import_id>/writing/", imports.writing, name="import_writing"),
    path("network/tables/<uuid:import_id>/mistakes/", imports.mistakes, name="import_mistakes"),
    path("network/units/<slug:slug>/", staff.unit, name="unit"),
    path("network/units/<slug:slug>/edit/", staff.edit, name="edit"),
    path("network/units/<slug:slug>/status/", staff.status, name="status"),
    path("network/units/<slug:slug>/invitation/", staff.invitation, name="invite"),
    path("network/invitations/<uuid:invitation_id>/end/", staff.invitation_cancelled, name="invitation_end"),
    path("network/assignments/<uuid:assignment_id>/end/", dismissal.dismissal, name="assignment_end"),
    path("network/assignments/<uuid:assignment_id>/reset/", staff.second_factor_reset, name="second_factor_reset"),
    path("me/", own.me, name="me"),
    path("me/name/", own.name, name="name"),
    path("me/unit/", own.unit, name="choose_unit"),
    path("invite/<str:token>/", own.invitation, name="invitation"),
]
