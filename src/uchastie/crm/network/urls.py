"""Addresses of the network."""

from django.urls import path

from uchastie.crm.network.views import public

app_name = "network"

urlpatterns = [
    path("", public.home, name="home"),
    path("centres/", public.centres, name="centres"),
    path("centres/<slug:slug>/", public.centre, name="centre"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
]
