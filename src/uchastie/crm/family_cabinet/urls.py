"""Addresses of family_cabinet."""

from django.urls import URLPattern

app_name = "family_cabinet"

urlpatterns: list[URLPattern] = []
