"""Who has read which version of a regulation."""

from uuid import UUID

from django.db.models import CharField, UUIDField

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.catalogue.rules import PackageLevel
from uchastie.crm.training import rules
from uchastie.crm.training.models import Reading
from uchastie.crm.training.rules import Version
from uchastie.kernel.prepared import Prepared


def must_read(user_id: UUID, service: Service, regulation: Regulation) -> bool:
    """A33: services of «Мастер» are delivered only by those who have read the regulation. No query for the others."""
    return service.level == PackageLevel.MASTER and not has_read(user_id, regulation)


_READ = Prepared(
    lambda user, service: Reading.objects.filter(user_id=user, regulation__service=service).values_list(
        "regulation__number", flat=True
    ),
    user=UUIDField(),
    service=CharField(),
)


def has_read(user_id: UUID, regulation: Regulation) -> bool:
    versions = [Version(number, reread) for number, reread in catalogue.list_published(regulation.service_id)]
    read = set(_READ.all(user=user_id, service=regulation.service_id))
    return rules.has_read(regulation.number, versions, read)


def find_reading(user_id: UUID, regulation: Regulation) -> Reading | None:
    return Reading.objects.filter(user_id=user_id, regulation=regulation).first()
