"""Addresses of neighbours."""

from django.urls import URLPattern

app_name = "neighbours"

urlpatterns: list[URLPattern] = []
