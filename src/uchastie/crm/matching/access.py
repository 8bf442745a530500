"""Coordinators match the families and guardians of their own headquarters."""

from uchastie.crm.families.access import COORDINATORS, require_headquarters

__all__ = ["COORDINATORS", "require_headquarters"]
