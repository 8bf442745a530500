from django.urls import path

from uchastie.crm.families.views import card, categories, lists, needs, public, tables

app_name = "families"
urlpatterns = [
    path("opeka/", public.about, name="about"),
    path("opeka/family/apply/", public.apply, name="apply"),
    path("opeka/family/apply/consent/", public.consent, name="apply_consent"),
    path("opeka/family/apply/sent/", public.submit, name="submit"),
    path("opeka/family/accepted/", public.accepted, name="accepted"),
    path("opeka/families/", lists.index, name="index"),
    path("opeka/families/screening/", lists.screening, name="screening"),
    path("opeka/families/new/", lists.new, name="new"),
    path("opeka/families/tables/", tables.tables, name="tables"),
    path("opeka/families/tables/sample/", tables.sample, name="sample"),
    path("opeka/families/tables/export/", tables.export, name="export"),
    path("opeka/families/tables/<uuid:import_id>/", tables.trial, name="import"),
    path("opeka/families/tables/<uuid:import_id>/writing/", tables.writing, name="import_writing"),
    path("opeka/families/<uuid:case_id>/", card.case, name="case"),
    path("opeka/families/<uuid:case_id>/opening/", card.opening, name="opening"),
    path("opeka/families/<uuid:case_id>/decision/", card.decision, name="decision"),
    path("opeka/families/<uuid:case_id>/clarity/", card.clarity, name="clarity"),
    path("opeka/families/<uuid:case_id>/marker/", card.marker, name="marker"),
    path("opeka/families/<uuid:case_id>/consent/", card.consent, name="consent"),
    path("opeka/families/<uuid:case_id>/search/", card.search_again, name="search_again"),
    path("opeka/families/<uuid:case_id>/reopening/", card.reopening, name="reopening"),
    path("opeka/families/<uuid:case_id>/closing/", card.closing, name="closing"),
    path("opeka/families/<uuid:case_id>/handover/", card.handover, name="handover"),
    path("opeka/families/<uuid:case_id>/members/", card.members, name="members"),
    path("opeka/families/<uuid:case_id>/needs/", needs.add, name="need_add"),
    path("opeka/families/<uuid:case_id>/needs/history/", needs.history, name="need_history"),
    path("opeka/families/<uuid:case_id>/needs/<uuid:need_id>/", needs.need, name="need"),
    path("opeka/families/<uuid:case_id>/needs/<uuid:need_id>/withdrawal/", needs.withdrawal, name="need_withdrawal"),
    path("opeka/families/<uuid:case_id>/split/", needs.split, name="split"),
    path("opeka/categories/", categories.categories, name="categories"),
    path("opeka/categories/<slug:code>/", categories.category, name="category"),
]
