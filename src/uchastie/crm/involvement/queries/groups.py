"""The dictionary of groups (C4)."""

from uchastie.crm.involvement.models import TargetGroup


def list_groups() -> list[TargetGroup]:
    return list(TargetGroup.objects.filter(active=True))


def list_all_groups() -> list[TargetGroup]:
    return list(TargetGroup.objects.all())
