"""Addresses of appointments."""

from django.urls import path

from uchastie.crm.appointments.views import absences, feeds

app_name = "appointments"

urlpatterns = [
    path("appointments/absences/", absences.absences, name="absences"),
    path("appointments/absences/<uuid:absence_id>/removal/", absences.removal, name="absence_removal"),
    path("appointments/subscription/", feeds.subscription, name="subscription"),
    path("appointments/subscription/new/", feeds.new_feed, name="new_feed"),
    path("appointments/subscription/removal/", feeds.feed_removal, name="feed_removal"),
    path("appointments/feed/<str:token>.ics", feeds.feed, name="feed"),
]
