"""Requests for other systems: the same use cases as the pages, under a key with scopes."""

from uchastie.crm.desk.api.routes import router
from uchastie.crm.desk.api.shapes import Problem

__all__ = ["Problem", "router"]
