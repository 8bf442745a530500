"""Addresses of the catalogue."""

from django.urls import path

from uchastie.crm.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("catalogue/", views.index, name="index"),
    path("catalogue/principles/", views.principles, name="principles"),
    path("catalogue/<slug:code>/", views.service, name="service"),
    path("catalogue/<slug:code>/level/", views.level, name="level"),
    path(
        "catalogue/<slug:code>/partners/<slug:partner>/confirmation/",
        views.partner_confirmation,
        name="partner_confirmation",
    ),
    path("catalogue/<slug:code>/regulation/<int:number>/", views.regulation, name="regulation"),
    path("catalogue/<slug:code>/regulation/draft/", views.draft, name="draft"),
    path("catalogue/<slug:code>/regulation/draft/removal/", views.draft_removal, name="draft_removal"),
    path("catalogue/<slug:code>/regulation/publication/", views.publication, name="publication"),
]
