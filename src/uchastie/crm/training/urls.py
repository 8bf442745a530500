"""Addresses of readings and training."""

from django.urls import path

from uchastie.crm.training import views

app_name = "training"
person = "training/<slug:slug>/people/<uuid:user_id>/"

urlpatterns = [
    path("catalogue/<slug:code>/regulation/<int:number>/reading/", views.reading, name="reading"),
    path("training/", views.training, name="training"),
    path("training/own/", views.own, name="own"),
    path("training/<uuid:training_id>/removal/", views.training_removal, name="training_removal"),
    path(person, views.person, name="person"),
    path(person + "goal/", views.goal, name="goal"),
]
