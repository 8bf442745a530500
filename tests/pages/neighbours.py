"""Pages of the board and what stands behind them."""

from typing import Any

from tests.pages.page import HEAD, REGION, Page
from tests.world import Citizen, actor
from tests.world_neighbours import draft, make_answer, make_neighbour, make_notice
from tests.world_opeka import make_case
from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.rules import Method
from uchastie.crm.families.models import Need
from uchastie.crm.neighbours import access, actions
from uchastie.crm.neighbours.models import Neighbour, Notice
from uchastie.crm.neighbours.rules import Age, Kind, Outcome, Reason, Ruling

ASKS, HELPS = Citizen("zotova@example.org"), Citizen("safin@example.org")
CHILD, NEW = Citizen("kotik@example.org"), Citizen("novy@example.org")

NEIGHBOURS = [
    Page("neighbours-places", "neighbours:board"),
    Page("neighbours", "neighbours:board", None, (), "?near={slug}"),
    Page("neighbours-offers", "neighbours:board", ASKS, (), "?kind=offer"),
    Page("neighbours-nothing", "neighbours:board", None, (), "?near={slug}&category=company"),
    Page("neighbour-notice", "neighbours:notice", None, ("nb-open",)),
    Page("neighbour-notice-answer", "neighbours:notice", HELPS, ("nb-other",)),
    Page("neighbour-notice-hidden", "neighbours:notice", None, ("nb-hidden",), status=404),
    Page("neighbour-report", "neighbours:report", HELPS, ("nb-open",)),
    Page("neighbour-join-place", "neighbours:join", NEW),
    Page("neighbour-join", "neighbours:join", NEW, (), "?near={slug}"),
    Page("neighbour-ask", "neighbours:new", ASKS),
    Page("neighbour-offer", "neighbours:new", ASKS, (), "?kind=offer"),
    Page("neighbour-ask-child", "neighbours:new", CHILD),
    Page("neighbour-mine", "neighbours:mine", ASKS),
    Page("neighbour-mine-none", "neighbours:mine", CHILD),
    Page("neighbour-own-answers", "neighbours:own_notice", ASKS, ("nb-open",)),
    Page("neighbour-own-agreed", "neighbours:own_notice", ASKS, ("nb-agreed",)),
    Page("neighbour-own-done", "neighbours:own_notice", ASKS, ("nb-done",)),
    Page("neighbour-own-removed", "neighbours:own_notice", ASKS, ("nb-removed",)),
    Page("neighbour-helping", "neighbours:helping", HELPS, ("nb-agreed-answer",)),
    Page("neighbour-helping-waits", "neighbours:helping", HELPS, ("nb-open-answer",)),
    Page("neighbours-work", "neighbours:work", HEAD),
    *[
        Page(f"neighbours-work-{tab}", "neighbours:work", HEAD, (), f"?tab={tab}")
        for tab in ("appeals", "children", "quiet", "led")
    ],
    Page("neighbours-card", "neighbours:card", HEAD, ("nb-hidden",)),
    Page("neighbours-card-appeal", "neighbours:card", HEAD, ("nb-removed",)),
    Page("neighbours-card-need", "neighbours:card", REGION, ("nb-need",)),
    Page("neighbours-publish-need", "neighbours:publish_need", REGION, ("nb-case", "nb-case-need")),
    Page("neighbours-publish-request", "neighbours:publish_request", HEAD, ("request-new",)),
]
NO_PAGES_OF_NEIGHBOURS = {"neighbours:answer": "leads to the page of the notice"}


def make_neighbours(world: Any) -> dict[str, object]:
    author = make_neighbour(world, "Зотова Галина Ивановна", ASKS)
    helper = make_neighbour(world, "Сафин Тимур Ринатович", HELPS)
    make_neighbour(world, "Котов Миша", CHILD, age=Age.CHILD)
    Neighbour.objects.filter(pk=make_neighbour(world, "Новикова Яна", NEW).pk).delete()
    Neighbour.objects.filter(pk__in=[author.pk, helper.pk]).update(helped=3, stars=14, rated=3)
    author, helper = Neighbour.objects.get(pk=author.pk), Neighbour.objects.get(pk=helper.pk)
    titles = ("Поднять шесть коробок", "Настроить звонки", "Принести продукты", "Помочь с переводом")
    opened, agreed, done, removed = (make_notice(author, title=title) for title in titles)
    answers = [make_answer(one, helper) for one in (opened, agreed, done)]
    me = access.neighbour_actor(author)
    for answer in answers[1:]:
        actions.choose_answer(actor=me, answer_id=answer.pk, at=None, where="Дом 28, третий подъезд")
    for side in (me, access.neighbour_actor(helper)):
        actions.say_word(actor=side, answer_id=answers[2].pk, outcome=Outcome.YES, stars=5, thanks="Быстро и весело")
    head = actor(world.user(Role.CENTRE_HEAD))
    actions.decide(actor=head, notice_ids=[removed.pk], ruling=Ruling.REMOVE, reason="Похоже на рекламу")
    actions.appeal(actor=me, notice_id=removed.pk, text="Это не реклама")
    hidden = make_notice(author, title="Сомнительная просьба")
    for number in range(3):
        one = make_neighbour(world, f"Сосед{number} Иван", f"report{number}@example.org")
        actions.report(neighbour=one, notice_id=hidden.pk, reason=Reason.FRAUD, text="Просит предоплату")
    other = make_notice(helper, title="Погулять с собакой")
    make_notice(helper, kind=Kind.OFFER, title="Отвезу в поликлинику")
    need = _need(world)
    answer = make_answer(need, helper)
    values = {"nb-open": opened, "nb-agreed": agreed, "nb-done": done, "nb-removed": removed, "nb-hidden": hidden}
    values |= {"nb-other": other, "nb-need": need}
    keys: dict[str, object] = {name: one.pk for name, one in values.items()}
    free = make_case(world, state="waiting")
    free_need = Need.objects.filter(case=free).first()
    assert free_need is not None
    keys |= {"nb-agreed-answer": answers[1].pk, "nb-open-answer": answers[0].pk, "nb-need-answer": answer.pk}
    return keys | {"nb-case": free.pk, "nb-case-need": free_need.pk}


def _need(world: Any) -> Notice:
    case = make_case(world, state="waiting")
    need = Need.objects.filter(case=case).first()
    assert need is not None
    return actions.publish_need(
        actor=actor(world.user(Role.REGION_COORDINATOR)),
        case_id=case.pk,
        need_id=need.pk,
        draft=draft(title="Позаниматься чтением с первоклассником"),
        method=Method.ORAL,
        agreed=True,
    )
