"""Addresses of matching."""

from django.urls import path

from uchastie.crm.matching import views

app_name = "matching"
urlpatterns = [
    path("opeka/matching/", views.index, name="index"),
    path("opeka/matching/<uuid:case_id>/", views.candidates, name="candidates"),
    path("opeka/matching/<uuid:case_id>/choice/", views.choice, name="choice"),
    path("opeka/matching/guardians/<uuid:guardian_id>/", views.families_of, name="families"),
]
