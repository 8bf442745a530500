"""Addresses of handouts."""

from django.urls import path

from uchastie.crm.knowledge.views import handouts

app_name = "knowledge"

urlpatterns = [
    path("handouts/", handouts.handouts, name="handouts"),
    path("handouts/new/", handouts.handout_new, name="handout_new"),
    path("handouts/<uuid:handout_id>/", handouts.handout, name="handout"),
    path("handouts/<uuid:handout_id>/file/", handouts.handout_file, name="handout_file"),
    path("handouts/<uuid:handout_id>/edit/", handouts.handout_edit, name="handout_edit"),
    path("handouts/<uuid:handout_id>/archive/", handouts.handout_archive, name="handout_archive"),
]
