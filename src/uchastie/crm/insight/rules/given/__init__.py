"""The norms of the sources: row, words, what is counted, threshold. The federal team changes thresholds on a page; what
is counted changes only with the product."""

from uchastie.crm.insight.rules.given.informing import INFORMING
from uchastie.crm.insight.rules.given.kinds import Given
from uchastie.crm.insight.rules.given.place import PLACE
from uchastie.crm.insight.rules.given.services import SERVICES

GIVEN: tuple[Given, ...] = (*SERVICES, *PLACE, *INFORMING)

__all__ = ["GIVEN", "Given"]
