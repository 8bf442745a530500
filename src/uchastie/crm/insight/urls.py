"""Addresses of the figures."""

from django.urls import path

from uchastie.crm.insight import views

app_name = "insight"

urlpatterns = [
    path("figures/", views.month, name="month"),
    path("figures/rows/", views.rows, name="rows"),
    path("figures/rows/export/", views.rows_export, name="rows_export"),
    path("figures/export/", views.month_export, name="month_export"),
    path("figures/period/", views.period, name="period"),
    path("figures/proof/", views.proofs, name="proofs"),
    path("figures/norms/", views.norms, name="norms"),
    path("figures/norms/<slug:code>/", views.norm, name="norm"),
    path("figures/units/<uuid:unit_id>/norms/<slug:code>/correction/", views.correction, name="correction"),
    path("figures/norms/<slug:code>/rows/", views.evidence, name="evidence"),
]
