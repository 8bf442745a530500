"""Addresses of the snapshots and of the control board."""

from django.urls import URLPattern

app_name = "oversight"
urlpatterns: list[URLPattern] = []
