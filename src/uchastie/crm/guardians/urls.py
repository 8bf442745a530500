from django.urls import URLPattern

app_name = "guardians"
urlpatterns: list[URLPattern] = []
