from django.urls import path

from uchastie.crm.notifications import views

app_name = "demo"
urlpatterns = [path("demo/messages/", views.messages, name="messages")]
