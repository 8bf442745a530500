"""Addresses of the registry: a change of state is a noun of its own."""

from django.urls import path

from uchastie.crm.people.views import card, editing, listing, merging, relations

app_name = "people"

urlpatterns = [
    path("people/", listing.index, name="index"),
    path("people/found/", listing.found, name="found"),
    path("people/duplicates/", listing.duplicates, name="duplicates"),
    path("people/<uuid:person_id>/", card.person, name="person"),
    path("people/<uuid:person_id>/edit/", editing.edit, name="edit"),
    path("people/<uuid:person_id>/contacts/", relations.contacts, name="contacts"),
    path("people/<uuid:person_id>/contacts/<uuid:contact_id>/", relations.contact, name="contact"),
    path(
        "people/<uuid:person_id>/contacts/<uuid:contact_id>/removal/", relations.contact_removal, name="contact_removal"
    ),
    path("people/<uuid:person_id>/household/", relations.household, name="household"),
    path("people/<uuid:person_id>/household/found/", relations.household_found, name="household_found"),
    path("people/<uuid:person_id>/household/link/", relations.household_link, name="household_link"),
    path(
        "people/<uuid:person_id>/household/<int:member_id>/removal/",
        relations.household_removal,
        name="household_removal",
    ),
    path("people/<uuid:person_id>/speaker/", relations.speaker, name="speaker"),
    path("people/<uuid:person_id>/speaker/found/", relations.speaker_found, name="speaker_found"),
    path("people/<uuid:person_id>/merging/<uuid:other_id>/", merging.merging, name="merging"),
    path("people/<uuid:person_id>/apart/<uuid:other_id>/", listing.apart, name="apart"),
    path("people/mergings/<uuid:merging_id>/undoing/", merging.undoing, name="undoing"),
]
