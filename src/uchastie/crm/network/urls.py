"""Addresses of the network."""

from django.urls import path

from uchastie.crm.network.views import own, public, staff

app_name = "network"

urlpatterns = [
    path("", public.home, name="home"),
    path("centres/", public.centres, name="centres"),
    path("centres/<slug:slug>/", public.centre, name="centre"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("network/", staff.index, name="index"),
    path("network/new/", staff.new_centre, name="new"),
    path("network/units/<slug:slug>/", staff.unit, name="unit"),
    path("network/units/<slug:slug>/edit/", staff.edit, name="edit"),
    path("network/units/<slug:slug>/status/", staff.status, name="status"),
    path("network/units/<slug:slug>/invitation/", staff.invitation, name="invite"),
    path("network/invitations/<uuid:invitation_id>/end/", staff.invitation_cancelled, name="invitation_end"),
    path("network/assignments/<uuid:assignment_id>/end/", staff.assignment_end, name="assignment_end"),
    path("network/assignments/<uuid:assignment_id>/reset/", staff.second_factor_reset, name="second_factor_reset"),
    path("me/", own.me, name="me"),
    path("me/name/", own.name, name="name"),
    path("me/unit/", own.unit, name="choose_unit"),
    path("invite/<str:token>/", own.invitation, name="invitation"),
]
