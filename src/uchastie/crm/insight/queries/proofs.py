"""The last comparisons of the tables with the records."""

from uchastie.crm.insight.models import Proof

SHOWN = 14


def list_proofs() -> list[Proof]:
    """Newest first."""
    return list(Proof.objects.order_by("-started_at", "-pk")[:SHOWN])
