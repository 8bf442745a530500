"""Addresses of agreements."""

from django.urls import path

from uchastie.crm.agreements.views import own, paper, staff, templates, transfers

app_name = "agreements"

urlpatterns = [
    path("", staff.index, name="index"),
    path("new/", staff.new, name="new"),
    path("drafts/", staff.drafts, name="drafts"),
    path("templates/", templates.index, name="templates"),
    path("templates/<slug:kind>/", templates.template, name="template"),
    path("templates/<slug:kind>/versions/", templates.versions, name="template_versions"),
    path(
        "templates/<slug:kind>/difference/<int:before>/<int:after>/", templates.difference, name="template_difference"
    ),
    path("families/<uuid:case_id>/", transfers.index, name="transfers"),
    path("families/<uuid:case_id>/consents/", transfers.consents, name="consents"),
    path("consents/<uuid:transfer_id>/withdrawal/", transfers.withdrawal, name="withdrawal"),
    path("s/<str:token>/", own.own, name="own"),
    path("s/<str:token>/code/", own.code, name="own_code"),
    path("s/<str:token>/signature/", own.signature, name="own_signature"),
    path("s/<str:token>/pdf/", own.pdf, name="own_pdf"),
    path("<uuid:agreement_id>/", staff.agreement, name="agreement"),
    path("<uuid:agreement_id>/pdf/", paper.pdf, name="pdf"),
    path("<uuid:agreement_id>/difference/", paper.difference, name="difference"),
    path("<uuid:agreement_id>/term/", staff.term, name="term"),
    path("<uuid:agreement_id>/offer/", staff.offer, name="offer"),
    path("<uuid:agreement_id>/code/", staff.code, name="code"),
    path("<uuid:agreement_id>/signature/", staff.signature, name="signature"),
    path("<uuid:agreement_id>/scan/", staff.scan, name="scan"),
    path("<uuid:agreement_id>/scan/check/", staff.check, name="check"),
    path("<uuid:agreement_id>/scan/rejection/", staff.rejection, name="rejection"),
    path("<uuid:agreement_id>/ending/", staff.ending, name="ending"),
    path("<uuid:agreement_id>/renewal/", staff.renewal, name="renewal"),
]
