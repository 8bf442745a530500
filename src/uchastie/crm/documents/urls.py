from django.urls import path

from uchastie.crm.documents import views

app_name = "documents"
urlpatterns = [path("files/<uuid:file_id>/", views.file, name="file")]
