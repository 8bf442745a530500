"""Addresses of licensing."""

from django.urls import path

from uchastie.crm.licensing.views import offers, own, places, public, sets, staff, texts

app_name = "licensing"
card = "licences/<uuid:licence_id>/"
centre = "licensing/<slug:slug>/"
urlpatterns = [
    path("join/", public.apply, name="apply"),
    path("join/consent/", public.consent, name="apply_consent"),
    path("join/sent/", public.submit, name="submit"),
    path("l/<str:token>/", public.status, name="status"),
    path("l/<str:token>/paper/", public.paper, name="status_paper"),
    path("licences/", staff.index, name="index"),
    path("licences/papers/", staff.register, name="register"),
    path("licences/own/", own.own, name="own"),
    path("licences/own/terms/", own.terms, name="terms"),
    path("licences/own/acceptance/", own.acceptance, name="acceptance"),
    path("licences/own/paper/", own.paper, name="own_paper"),
    path("licences/texts/<slug:kind>/", texts.text, name="text"),
    path("licences/texts/<slug:kind>/<int:number>/", texts.difference, name="text_difference"),
    path(card, staff.licence, name="licence"),
    path(card + "decision/", staff.decision, name="decision"),
    path(card + "scan/", staff.scan, name="scan"),
    path(card + "confirmation/", staff.confirmation, name="confirmation"),
    path(card + "rejection/", staff.rejection, name="rejection"),
    path(card + "suspension/", staff.suspension, name="suspension"),
    path(card + "resumption/", staff.resumption, name="resumption"),
    path(card + "ending/", staff.ending, name="ending"),
    path(card + "invitation/", staff.invitation, name="invitation"),
    path(card + "paper/", staff.paper, name="paper"),
    path("place/", places.place, name="place"),
    path("premises/", places.here, name="here"),
    path("premises/<slug:slug>/", places.premises, name="premises"),
    path("premises/<slug:slug>/check/", places.check, name="check"),
    path("premises/<slug:slug>/page/", places.page_check, name="page_check"),
    path("centres/<slug:slug>/services/<slug:code>/", offers.service, name="service"),
    path(centre, offers.offers, name="offers"),
    path(centre + "offers/", offers.offers_change, name="offers_change"),
    path(centre + "norms/", offers.norms, name="norms"),
    path(centre + "set/study/", sets.study, name="study"),
    path(centre + "set/readiness/", sets.readiness, name="readiness"),
    path(centre + "set/choice/", sets.choice, name="choice"),
    path(centre + "set/rules/", sets.rules_now, name="rules"),
    path(centre + "set/withdrawal/", sets.withdrawal, name="withdrawal"),
    path(centre + "set/decision/", sets.decision, name="set_decision"),
    path(centre + "builder/<slug:step>/", sets.step, name="step"),
    path(centre + "annex/", sets.versions, name="versions"),
    path(centre + "annex/<int:number>/pdf/", sets.annex_pdf, name="annex_pdf"),
    path(centre + "annex/<int:number>/word/", sets.annex_docx, name="annex_docx"),
]
