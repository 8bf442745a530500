"""Addresses of guardians."""

from django.urls import path

from uchastie.crm.guardians.views import public, staff

app_name = "guardians"
card = "opeka/guardians/<uuid:guardian_id>/"
urlpatterns = [
    path("opeka/guardian/apply/", public.apply, name="apply"),
    path("opeka/guardian/apply/consent/", public.consent, name="apply_consent"),
    path("opeka/guardian/apply/sent/", public.submit, name="submit"),
    path("opeka/guardian/accepted/", public.accepted, name="accepted"),
    path("opeka/guardians/", staff.index, name="index"),
    path("opeka/guardians/applications/", staff.applications, name="applications"),
    path(card, staff.guardian, name="guardian"),
    path(card + "decision/", staff.decision, name="decision"),
    path(card + "interview/", staff.note, {"kind": "interview"}, name="interview"),
    path(card + "briefing/", staff.note, {"kind": "briefing"}, name="briefing"),
    path(card + "training/", staff.note, {"kind": "training"}, name="training"),
    path(card + "capabilities/", staff.capabilities, name="capabilities"),
    path(card + "pause/", staff.pausing, name="pause"),
    path(card + "return/", staff.resuming, name="return"),
    path(card + "farewell/", staff.leaving, name="farewell"),
]
