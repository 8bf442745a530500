"""Addresses of guardian_cabinet."""

from django.urls import URLPattern

app_name = "guardian_cabinet"

urlpatterns: list[URLPattern] = []
