from django.urls import URLPattern

app_name = "guardianship"
urlpatterns: list[URLPattern] = []
