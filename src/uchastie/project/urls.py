"""The composition root of addresses."""

from django.urls import URLPattern, URLResolver, include, path

from uchastie.project import health
from uchastie.project.showcase import showcase

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("uchastie.crm.accounts.urls")),
    path("", include("uchastie.crm.desk.urls")),
    path("", include("uchastie.crm.catalogue.urls")),
    path("", include("uchastie.crm.notifications.urls")),
    path("", include("uchastie.crm.deadlines.urls")),
    path("ui/", showcase, name="showcase"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("uchastie.crm.network.urls")),
]
