"""Addresses of licensing."""

from django.urls import path

from uchastie.crm.licensing import views

app_name = "licensing"

urlpatterns = [
    path("centres/<slug:slug>/services/<slug:code>/", views.service, name="service"),
    path("licensing/<slug:slug>/", views.offers, name="offers"),
    path("licensing/<slug:slug>/offers/", views.offers_change, name="offers_change"),
    path("licensing/<slug:slug>/norms/", views.norms, name="norms"),
]
