"""Addresses of handouts."""

from django.urls import path

from uchastie.crm.knowledge import views

app_name = "knowledge"

urlpatterns = [
    path("handouts/", views.handouts, name="handouts"),
    path("handouts/new/", views.handout_new, name="handout_new"),
    path("handouts/<uuid:handout_id>/", views.handout, name="handout"),
    path("handouts/<uuid:handout_id>/file/", views.handout_file, name="handout_file"),
    path("handouts/<uuid:handout_id>/edit/", views.handout_edit, name="handout_edit"),
    path("handouts/<uuid:handout_id>/archive/", views.handout_archive, name="handout_archive"),
]
