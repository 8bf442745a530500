"""Addresses of agreements."""

from django.urls import path

from uchastie.crm.agreements.views import own, paper, staff, templates, transfers

app_name = "agreements"
BASE = "opeka/agreements/"

urlpatterns = [
    path(BASE + "", staff.index, name="index"),
    path(BASE + "new/", staff.new, name="new"),
    path(BASE + "drafts/", staff.drafts, name="drafts"),
    path(BASE + "templates/", templates.index, name="templates"),
    path(BASE + "templates/<slug:kind>/", templates.template, name="template"),
    path(BASE + "templates/<slug:kind>/versions/", templates.versions, name="template_versions"),
    path(
        BASE + "templates/<slug:kind>/difference/<int:before>/<int:after>/",
        templates.difference,
        name="template_difference",
    ),
    path(BASE + "families/<uuid:case_id>/", transfers.index, name="transfers"),
    path(BASE + "families/<uuid:case_id>/consents/", transfers.consents, name="consents"),
    path(BASE + "consents/<uuid:transfer_id>/withdrawal/", transfers.withdrawal, name="withdrawal"),
    path(BASE + "s/<str:token>/", own.own, name="own"),
    path(BASE + "s/<str:token>/code/", own.code, name="own_code"),
    path(BASE + "s/<str:token>/signature/", own.signature, name="own_signature"),
    path(BASE + "s/<str:token>/pdf/", own.pdf, name="own_pdf"),
    path(BASE + "<uuid:agreement_id>/", staff.agreement, name="agreement"),
    path(BASE + "<uuid:agreement_id>/pdf/", paper.pdf, name="pdf"),
    path(BASE + "<uuid:agreement_id>/difference/", paper.difference, name="difference"),
    path(BASE + "<uuid:agreement_id>/term/", staff.term, name="term"),
    path(BASE + "<uuid:agreement_id>/offer/", staff.offer, name="offer"),
    path(BASE + "<uuid:agreement_id>/code/", staff.code, name="code"),
    path(BASE + "<uuid:agreement_id>/signature/", staff.signature, name="signature"),
    path(BASE + "<uuid:agreement_id>/scan/", staff.scan, name="scan"),
    path(BASE + "<uuid:agreement_id>/scan/check/", staff.check, name="check"),
    path(BASE + "<uuid:agreement_id>/scan/rejection/", staff.rejection, name="rejection"),
    path(BASE + "<uuid:agreement_id>/ending/", staff.ending, name="ending"),
    path(BASE + "<uuid:agreement_id>/renewal/", staff.renewal, name="renewal"),
]
