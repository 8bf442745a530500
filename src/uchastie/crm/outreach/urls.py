"""Addresses of outreach."""

from django.urls import URLPattern, path

from uchastie.crm.outreach.views import campaigns, ledger, partners, proofs

app_name = "outreach"

urlpatterns: list[URLPattern] = [
    path("outreach/", ledger.ledger, name="ledger"),
    path("outreach/facts/", ledger.facts, name="facts"),
    path("outreach/facts/<uuid:fact_id>/", ledger.fact, name="fact"),
    path("outreach/facts/<uuid:fact_id>/taking-back/", ledger.taking_back, name="taking_back"),
    path("outreach/table/", ledger.table, name="table"),
    path("outreach/table/sample/", ledger.sample, name="sample"),
    path("outreach/sources/", campaigns.sources, name="sources"),
    path("outreach/campaigns/", campaigns.index, name="campaigns"),
    path("outreach/campaigns/new/", campaigns.new, name="campaign_new"),
    path("outreach/campaigns/<uuid:campaign_id>/", campaigns.campaign, name="campaign"),
    path("outreach/campaigns/<uuid:campaign_id>/edit/", campaigns.edit, name="campaign_edit"),
    path("outreach/campaigns/<uuid:campaign_id>/taking-back/", campaigns.taking_back, name="campaign_taking_back"),
    path("outreach/links/<uuid:link_id>/qr/", campaigns.code, name="code"),
    path("outreach/partners/", partners.index, name="partners"),
    path("outreach/partners/new/", partners.new, name="partner_new"),
    path("outreach/partners/<uuid:partner_id>/", partners.partner, name="partner"),
    path("outreach/partners/<uuid:partner_id>/edit/", partners.edit, name="partner_edit"),
    path("outreach/partners/<uuid:partner_id>/events/", partners.joining, name="joining"),
    path("outreach/joint/<uuid:joint_id>/parting/", partners.parting, name="parting"),
    path("outreach/site/", partners.site, name="site"),
    path("outreach/proofs/<slug:kind>/<uuid:key>/", proofs.proofs, name="proofs"),
    path("outreach/proofs/<slug:kind>/<uuid:key>/<uuid:proof_id>/removal/", proofs.removal, name="proof_removal"),
]
