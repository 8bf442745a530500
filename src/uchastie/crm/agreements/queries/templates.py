"""Templates by kind and version."""

from uchastie.crm.agreements.models import AgreementTemplate
from uchastie.crm.agreements.rules import Kind
from uchastie.kernel.errors import NotSeen


def current_template(kind: Kind) -> AgreementTemplate:
    """The newest. Without one nothing is prepared: `NotSeen`."""
    template = AgreementTemplate.objects.filter(kind=kind).order_by("-number").first()
    if template is None:
        raise NotSeen
    return template


def get_template(kind: Kind, number: int) -> AgreementTemplate:
    template = AgreementTemplate.objects.filter(kind=kind, number=number).first()
    if template is None:
        raise NotSeen
    return template


def list_template_versions(kind: Kind) -> list[AgreementTemplate]:
    """Newest first."""
    return list(AgreementTemplate.objects.filter(kind=kind).select_related("published_by").order_by("-number"))


def list_current_templates() -> dict[Kind, AgreementTemplate]:
    found = {Kind(row.kind): row for row in AgreementTemplate.objects.order_by("number")}
    return {kind: found[kind] for kind in Kind if kind in found}
