"""Addresses of the cabinet, of the talk behind the signed link, and of the answers of staff."""

from django.urls import path

from uchastie.crm.cabinet.views import home, signin, staff, talk, useful

app_name = "cabinet"

urlpatterns = [
    path("my/", home.home, name="home"),
    path("my/sign-in/", signin.sign_in, name="sign_in"),
    path("my/code/", signin.code, name="code"),
    path("my/who/", signin.who, name="who"),
    path("my/number/", signin.number, name="number"),
    path("my/requests/", home.requests, name="requests"),
    path("my/messages/", home.messages, name="messages"),
    path("my/consents/", home.consents, name="consents"),
    path("my/data/", home.own_data, name="own_data"),
    path("my/useful/", useful.useful, name="useful"),
    path("my/useful/<uuid:mark_id>/removal/", useful.removal, name="useful_removal"),
    path("my/sign-out/", signin.sign_out, name="sign_out"),
    path("my/sign-outs/", signin.sign_outs, name="sign_outs"),
    path("s/<str:token>/talk/", talk.talk, name="talk"),
    path("s/<str:token>/change/", talk.change, name="change"),
    path("s/<str:token>/return/", talk.comeback, name="return"),
    path("s/<str:token>/another/", talk.another, name="another"),
    path("s/<str:token>/door/", talk.door, name="door"),
    path("desk/waiting/", staff.waiting, name="waiting"),
    path("desk/requests/<uuid:request_id>/answers/", staff.answers, name="answers"),
    path("desk/requests/<uuid:request_id>/reading/", staff.reading, name="reading"),
    path("desk/requests/<uuid:request_id>/wish/", staff.wish, name="wish"),
]
