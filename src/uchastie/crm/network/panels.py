"""What the network shows on pages below it: its steps of the installation."""

from django.urls import reverse

from uchastie.crm.network import queries
from uchastie.crm.setup.rules import Step, StepState
from uchastie.kernel.actor import Actor
from uchastie.ui.text import plural


def centre_step(actor: Actor) -> Step:
    count = queries.count_centres()
    return Step(
        key="centre",
        place=30,
        title="Первый центр",
        state=StepState.DONE if count else StepState.TODO,
        note=f"открыто: {plural(count, 'центр', 'центра', 'центров')}" if count else "ни одного центра",
        text="Откройте один центр или загрузите таблицу со всеми сразу.",
        url=reverse("network:index") if count else reverse("network:new"),
        button="Посмотреть" if count else "Открыть центр",
    )


def staff_step(actor: Actor) -> Step:
    working, invited = queries.count_centre_staff()
    if working:
        note = f"{plural(working, 'сотрудник работает', 'сотрудника работают', 'сотрудников работают')} в центрах"
    else:
        note = "приглашение отправлено, ждём ответа" if invited else "никто не приглашён"
    return Step(
        key="staff",
        place=35,
        title="Первый сотрудник",
        state=StepState.DONE if working else StepState.TODO,
        note=note,
        text="Пригласите руководителя или сотрудника: ему придёт ссылка, по которой он войдёт.",
        url=_where_to_invite(),
        button="Посмотреть" if working else "Пригласить",
    )


def _where_to_invite() -> str:
    """The page of the centre that has nobody yet, when there is one."""
    slug = queries.find_centre_without_staff()
    return reverse("network:unit", kwargs={"slug": slug}) + "#invite" if slug else reverse("network:index")
