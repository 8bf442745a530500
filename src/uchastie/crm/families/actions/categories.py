"""The list of help categories, kept by the federal team."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.families import access
from uchastie.crm.families.models import HelpCategory
from uchastie.crm.journal import actions as journal
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.ids import new_id

OBJECT = "families.category"


@transaction.atomic
def add_category(*, actor: Actor, name: str) -> HelpCategory:
    access.require_category_editor(actor)
    last = HelpCategory.objects.aggregate(last=Max("place"))["last"] or 0
    return _save(actor, HelpCategory(code=f"c-{new_id().hex[-12:]}", place=last + 1), name, "category_added")


@transaction.atomic
def change_category(*, actor: Actor, code: str, name: str, service_code: str) -> HelpCategory:
    """`service_code`: of the service under which a need of this kind goes to a centre (B43); empty: the consultation."""
    access.require_category_editor(actor)
    if service_code and not any(service.code == service_code for service in catalogue.list_services()):
        raise Refusal("service", "Такого сервиса нет. Выберите из списка.", field="service_code")
    category = _category(code)
    category.service_code = service_code
    return _save(actor, category, name, "category_changed")


@transaction.atomic
def archive_category(*, actor: Actor, code: str, archived: bool) -> HelpCategory:
    """An archived one is not offered any more; needs that have it keep it."""
    access.require_category_editor(actor)
    category = _category(code)
    category.archived = archived
    category.save(update_fields=["archived"])
    _record(actor, category, "category_archived" if archived else "category_restored")
    return category


def _category(code: str) -> HelpCategory:
    category = HelpCategory.objects.filter(pk=code).first()
    if category is None:
        raise NotSeen
    return category


def _save(actor: Actor, category: HelpCategory, name: str, verb: str) -> HelpCategory:
    clean = " ".join(name.split())
    if not 2 <= len(clean) <= 100:
        raise Refusal("name", "Название — от двух до ста знаков.", field="name")
    category.name = clean
    try:
        with transaction.atomic():
            category.save()
    except IntegrityError:
        raise Refusal("name_taken", "Такой вид помощи уже есть.", field="name") from None
    _record(actor, category, verb)
    return category


def _record(actor: Actor, category: HelpCategory, verb: str) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=new_id(), code=category.code)
