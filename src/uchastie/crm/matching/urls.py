"""Addresses of matching."""

from django.urls import path

from uchastie.crm.matching.views import fits, plans

app_name = "matching"
urlpatterns = [
    path("opeka/matching/", fits.index, name="index"),
    path("opeka/matching/looks/", fits.looks, name="looks"),
    path("opeka/matching/coincidences/<uuid:coincidence_id>/", fits.coincidence, name="coincidence"),
    path(
        "opeka/matching/coincidences/<uuid:coincidence_id>/return/", fits.coincidence_return, name="coincidence_return"
    ),
    path("opeka/matching/plan/", plans.latest, name="latest"),
    path("opeka/matching/plans/", plans.plans, name="plans"),
    path("opeka/matching/plans/<uuid:plan_id>/", plans.plan, name="plan"),
    path("opeka/matching/plans/<uuid:plan_id>/decisions/", plans.decisions, name="decisions"),
    path("opeka/matching/<uuid:case_id>/", fits.candidates, name="candidates"),
    path("opeka/matching/<uuid:case_id>/choice/", fits.choice, name="choice"),
    path("opeka/matching/guardians/<uuid:guardian_id>/", fits.families_of, name="families"),
]
