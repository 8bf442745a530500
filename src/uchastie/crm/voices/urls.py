"""Addresses of voices: the boards and words of everybody, the desk of those who answer."""

from django.urls import path

from uchastie.crm.voices.views import public, staff

app_name = "voices"
ITEM = "voices/desk/<uuid:item_id>/"

urlpatterns = [
    path("voices/", public.network_board, name="network"),
    path("voices/answer/", public.find, name="find"),
    path("voices/<uuid:item_id>/support/", public.supporting, name="supporting"),
    path("centres/<slug:slug>/voices/", public.board, name="board"),
    path("centres/<slug:slug>/voices/items/", public.saying, name="saying"),
    path("my/voices/", public.own, name="own"),
    path("voices/desk/", staff.desk, name="desk"),
    path("voices/desk/new/", staff.new, name="new"),
    path(ITEM, staff.item, name="item"),
    path(f"{ITEM}acknowledgement/", staff.acknowledgement, name="acknowledgement"),
    path(f"{ITEM}consideration/", staff.consideration, name="consideration"),
    path(f"{ITEM}decision/", staff.decision, name="decision"),
    path(f"{ITEM}completion/", staff.completion, name="completion"),
    path(f"{ITEM}joining/", staff.joining, name="joining"),
]
