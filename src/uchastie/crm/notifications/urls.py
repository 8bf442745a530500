"""Addresses of messages."""

from django.urls import path

from uchastie.crm.notifications.views import demo, devices, inbox, log, person, templates

app_name = "notifications"

urlpatterns = [
    path("demo/messages/", demo.messages, name="demo"),
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/read/", inbox.read_all, name="read_all"),
    path("messages/log/", log.log, name="log"),
    path("messages/log/found/", log.found, name="found"),
    path("messages/log/<uuid:message_id>/", log.logged, name="logged"),
    path("messages/log/<uuid:message_id>/again/", log.again, name="again"),
    path("messages/templates/", templates.index, name="templates"),
    path("messages/templates/<slug:event>/", templates.template, name="template"),
    path("messages/templates/<slug:event>/original/", templates.original, name="original"),
    path("messages/<uuid:message_id>/", inbox.opened, name="open"),
    path("me/messages/", inbox.choices, name="choices"),
    path("me/messages/device/", inbox.device, name="device"),
    path("n/<str:token>/", person.choices, name="person"),
    path("n/<str:token>/device/", person.device, name="person_device"),
    path("p/<str:token>/", devices.opened, name="push"),
    path("sw.js", devices.worker, name="worker"),
]
