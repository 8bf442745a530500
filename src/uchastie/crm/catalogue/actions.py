"""Changing the catalogue. The service is what versions guard: a level, a draft and a publication each move its version."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from uchastie.crm.catalogue import access, queries, rules
from uchastie.crm.catalogue.models import Partner, Regulation, RegulationStep, Service
from uchastie.crm.catalogue.rules import PackageLevel, RegulationStatus, ServiceKind, Step
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal


@transaction.atomic
def set_level(actor: Actor, *, service: Service, level: str, version: int | None = None) -> Service:
    """Choose the package of an elective service; choosing is confirming, the mark «уточняется» goes (A25)."""
    access.require_editor(actor)
    fresh = _fresh(service, version)
    if fresh.kind != ServiceKind.ELECTIVE:
        raise Refusal("base_has_no_level", "Базовый сервис входит в любой пакет, уровня у него нет.")
    if level not in set(PackageLevel):
        raise Refusal("level", "Выберите «Стандарт» или «Мастер».", field="level")
    before = fresh.level
    fresh.apply(level=level, level_confirmed=True)
    journal.record(
        actor,
        verb="level_set",
        object_kind="catalogue.service",
        object_id=fresh.journal_id,
        code=fresh.code,
        before=before,
        after=level,
    )
    return fresh


@transaction.atomic
def confirm_partner(actor: Actor, *, service: Service, partner_code: str) -> None:
    """The doubtful partner is right: from now on citizens see it too (A2)."""
    access.require_editor(actor)
    changed = Partner.objects.filter(services=service, code=partner_code, confirmed=False)
    if not changed.update(confirmed=True, note=""):
        raise NotSeen
    journal.record(
        actor,
        verb="partner_confirmed",
        object_kind="catalogue.service",
        object_id=service.journal_id,
        code=service.code,
        partner=partner_code,
    )


@transaction.atomic
def save_draft(
    actor: Actor,
    *,
    service: Service,
    steps: Sequence[Step],
    changes: str = "",
    reread: bool = True,
    version: int | None = None,
) -> Service:
    """Keep unfinished steps of the next version. A draft is one per service and binds nobody."""
    access.require_editor(actor)
    fresh = _fresh(service, version)
    rules.require_draft(steps, changes)
    fresh.apply()
    _drop_draft(fresh)
    _write(fresh, steps, status=RegulationStatus.DRAFT, changes=changes, reread=reread)
    return fresh


@transaction.atomic
def discard_draft(actor: Actor, *, service: Service, version: int | None = None) -> Service:
    access.require_editor(actor)
    fresh = _fresh(service, version)
    fresh.apply()
    _drop_draft(fresh)
    return fresh


@transaction.atomic
def publish_regulation(
    actor: Actor,
    *,
    service: Service,
    steps: Sequence[Step],
    changes: str,
    reread: bool = True,
    version: int | None = None,
) -> Regulation:
    """The next version comes into force at once and the one before is superseded (A3). Open requests keep theirs.

    `reread`: for services of «Мастер» those who have read the version before read this one too (A33)."""
    access.require_editor(actor)
    fresh = _fresh(service, version)
    current = queries.find_current_regulation(fresh)
    wanted = rules.clean_steps(steps)
    rules.require_publishable(wanted, changes, queries.plain_steps(current) if current else None)

    fresh.apply()
    _drop_draft(fresh)
    fresh.regulations.filter(status=RegulationStatus.PUBLISHED).update(status=RegulationStatus.SUPERSEDED)
    regulation = _write(
        fresh,
        wanted,
        status=RegulationStatus.PUBLISHED,
        changes=changes.strip(),
        reread=reread,
        published_at=clock.now(),
        published_by_id=actor.id if actor.kind is ActorKind.USER else None,
    )
    journal.record(
        actor,
        verb="regulation_published",
        object_kind="catalogue.service",
        object_id=fresh.journal_id,
        code=fresh.code,
        number=regulation.number,
        regulation=str(regulation.pk),
    )
    return regulation


def _fresh(service: Service, version: int | None) -> Service:
    """The service as it is now; the version the editor has seen must still be its version."""
    fresh = Service.objects.get(pk=service.pk)
    fresh.require_version(version)
    return fresh


def _drop_draft(service: Service) -> None:
    service.regulations.filter(status=RegulationStatus.DRAFT).delete()


def _write(service: Service, steps: Sequence[Step], **values: object) -> Regulation:
    last = service.regulations.aggregate(last=Max("number"))["last"] or 0
    regulation = Regulation.objects.create(service=service, number=last + 1, **values)
    RegulationStep.objects.bulk_create(
        RegulationStep(regulation=regulation, place=place, text=step.text, hint=step.hint, required=step.required)
        for place, step in enumerate(steps, start=1)
    )
    return regulation
