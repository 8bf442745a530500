"""The product with the floor beside it, in one process: the figures are timed in turns."""

from django.urls import include, path

from uchastie.project import urls

urlpatterns = [*urls.urlpatterns, path("floor/", include("benchmarks.floor"))]
handler500 = urls.handler500
