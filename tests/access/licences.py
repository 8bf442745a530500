"""The licence of each centre of the matrix, an approved set, and a second edition of the agreement."""

from typing import Any

from uchastie.crm.licensing import queries
from uchastie.crm.licensing.models import Licence, LicenceText, ServiceSet
from uchastie.kernel import clock


def licences_of(unit: Any) -> dict[str, Any]:
    now = clock.now()
    licence = Licence.objects.create(
        number=f"ЛД-{unit.slug}"[:20],
        state="active",
        region_id=unit.region_id,
        unit=unit,
        host_name="Дом молодёжи",
        host_inn="6681000030",
        signer="директор",
        centre_name=unit.name,
        town=unit.town,
        address=unit.address,
        contact_name="Артём Савельев",
        contact_phone="+73434450107",
        contact_email="artem@example.org",
        body="Договор.",
        applied_at=now,
        valid_from=now.date(),
        valid_until=now.date(),
    )
    ServiceSet.objects.create(unit=unit, number=1, state="approved", saved_at=now, decided_at=now)
    LicenceText.objects.get_or_create(kind="agreement", number=2, defaults={"body": "Новый.", "published_at": now})
    return {
        "licence_id": licence.pk,
        "licensing:status.token": queries.status_path(licence.pk).split("/")[2],
        "licensing:status_paper.token": queries.status_path(licence.pk).split("/")[2],
        "licensing:text.kind": "agreement",
        "licensing:text_difference.kind": "agreement",
        "licensing:text_difference.number": 2,
        "licensing:step.step": "choice",
    }
