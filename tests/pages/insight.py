"""Norms, evidence, periods and lists of the figures."""

from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page

INSIGHT = [
    Page("figures-period", "insight:period", HEAD),
    Page("figures-federal", "insight:month", FEDERAL),
    Page("figures-region-care", "insight:month", REGION, query="?care=1&q=Никакой"),
    Page("figures-evidence", "insight:evidence", HEAD, ("norm",)),
    Page("figures-evidence-none", "insight:evidence", EMPLOYEE, ("no-slug",), status=404),
    Page("norms", "insight:norms", EMPLOYEE),
    Page("norms-federal", "insight:norms", FEDERAL),
    Page("norm", "insight:norm", FEDERAL, ("norm",)),
    Page("proofs", "insight:proofs", HEAD),
]
