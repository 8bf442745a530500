"""Addresses of the production calendar."""

from django.urls import path

from uchastie.crm.deadlines import views

urlpatterns = [
    path("calendar/<int:year>/", views.year, name="deadlines_year"),
    path("calendar/<int:year>/days/", views.day, name="deadlines_day"),
    path("calendar/<int:year>/publication/", views.publication, name="deadlines_publication"),
]
