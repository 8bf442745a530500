"""Addresses of visits."""

from django.urls import path

from uchastie.crm.visits.views import staff, tablet

app_name = "visits"

urlpatterns = [
    path("visits/", staff.index, name="index"),
    path("visits/marks/", staff.marks, name="marks"),
    path("visits/<uuid:visit_id>/cancellation/", staff.cancellation, name="cancellation"),
    path("visits/<uuid:visit_id>/request/", staff.joining, name="joining"),
    path("visits/tablets/", staff.tablets, name="tablets"),
    path("visits/tablets/new/", staff.tablet_new, name="tablet_new"),
    path("visits/tablets/<uuid:tablet_id>/revocation/", staff.tablet_end, name="tablet_end"),
    path("tablet/<str:token>/", tablet.here, name="here"),
    path("tablet/<str:token>/done/", tablet.done, name="done"),
]
