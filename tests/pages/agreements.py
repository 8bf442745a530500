"""What stands behind the pages of agreements: one in every state that looks different, templates in two versions."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import actor
from tests.world_opeka import make_case, make_guardian, make_papers, make_transfer
from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements import actions, queries
from uchastie.crm.agreements.rules import Kind, Side
from uchastie.kernel import clock


def make_agreements(world: Any) -> dict[str, object]:
    region, federal = (actor(world.user(role)) for role in (Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER))
    case, today = make_case(world), clock.today(world.region.zone)
    agreed, ending = (make_guardian(world, name=name) for name in ("Верное плечо", "Тёплый дом"))
    make_papers(Kind.ADHESION, guardian=agreed)
    make_transfer(case, ending)

    def offer(kind: Kind, guardian: Any, family: Any = None) -> Any:
        term = {"valid_from": today, "valid_until": today + dt.timedelta(days=364)}
        parties = {"guardian_id": guardian.pk, "case_id": family.pk if family else None}
        made = actions.prepare_agreement(actor=region, kind=kind, **parties, **term)
        return actions.offer_agreement(actor=region, agreement_id=made.pk, version=made.version)

    waiting, coded = offer(Kind.GUARDIAN_HQ, agreed), offer(Kind.DATA_PROTECTION, agreed)
    actions.send_code(actor=region, agreement_id=coded.pk)
    scanned, ours = offer(Kind.ADHESION, ending), offer(Kind.GUARDIAN_FAMILY, agreed, case)
    upload = SimpleUploadedFile("скан.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    actions.attach_scan(actor=region, agreement_id=scanned.pk, upload=upload, sides=[Side.GUARDIAN], signed_on=today)
    body = queries.current_template(Kind.GUARDIAN_HQ).body
    soon = today + dt.timedelta(days=20)
    [old] = make_papers(Kind.GUARDIAN_HQ, guardian=ending, number="66-0777", valid_until=soon, body=body)
    [left] = make_papers(Kind.DATA_PROTECTION, guardian=ending, number="66-0778", valid_until=soon, body=body)
    text = body.replace("раз в месяц", "каждый месяц") + "\n7. Участник называет ответственного."
    actions.publish_template(actor=federal, kind=Kind.GUARDIAN_HQ, body=text, note="Добавлен ответственный", after=1)
    draft = actions.renew_agreement(actor=region, agreement_id=old.pk)
    return {
        "agreement-draft": draft.pk,
        "agreement-waiting": waiting.pk,
        "agreement-code": coded.pk,
        "agreement-scan": scanned.pk,
        "agreement-ending": left.pk,
        "agreement-family": ours.pk,
        "agreement-token": queries.signing_path(waiting, Side.GUARDIAN).split("/")[-2],
        "agreement-kind": "guardian_hq",
        "two": 2,
        "guardian-agreed": agreed.pk,
        "family-agreed": case.pk,
    }
