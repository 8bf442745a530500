"""Addresses of the desk: a change of state is a noun of its own."""

from django.urls import path

from uchastie.crm.desk.views import counter, own, public, staff

app_name = "desk"

urlpatterns = [
    path("desk/", staff.queue, name="queue"),
    path("desk/found/", staff.found, name="found"),
    path("desk/add/", counter.add, name="add"),
    path("desk/add/people/", counter.hits, name="hits"),
    path("desk/requests/<uuid:request_id>/", staff.card, name="request"),
    path("desk/requests/<uuid:request_id>/preview/", staff.preview, name="preview"),
    path("desk/requests/<uuid:request_id>/contacts/", staff.contacts, name="contacts"),
    path("desk/requests/<uuid:request_id>/agreement/", staff.agreement, name="agreement"),
    path("desk/requests/<uuid:request_id>/steps/<uuid:step_id>/", staff.step, name="step"),
    path("desk/requests/<uuid:request_id>/delivery/", staff.delivery, name="delivery"),
    path("desk/requests/<uuid:request_id>/assignee/", staff.assignee, name="assignee"),
    path("desk/requests/<uuid:request_id>/cancellation/", staff.cancellation, name="cancellation"),
    path("desk/requests/<uuid:request_id>/notes/", staff.notes, name="notes"),
    path("desk/requests/<uuid:request_id>/volunteer-id/", staff.volunteer, name="volunteer"),
    path("desk/requests/<uuid:request_id>/quality/", staff.quality, name="quality"),
    path("centres/<slug:slug>/apply/", public.apply, name="apply"),
    path("centres/<slug:slug>/apply/consent/", public.consent, name="apply_consent"),
    path("centres/<slug:slug>/requests/", public.submit, name="submit"),
    path("s/<str:token>/", own.status, name="status"),
    path("s/<str:token>/accepted/", own.accepted, name="accepted"),
    path("s/<str:token>/review/", own.review, name="review"),
    path("s/<str:token>/reminders/", own.reminders, name="reminders"),
    path("s/<str:token>/cancellation/", own.stop, name="stop"),
    path("s/<str:token>/consent/", own.consent_receipt, name="consent_receipt"),
    path("s/<str:token>/consent/withdrawal/", own.withdraw_consent, name="withdraw_consent"),
    path("find-request/", public.find_request, name="find_request"),
]
