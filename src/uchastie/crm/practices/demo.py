"""Practices of the demonstration: two that everybody reads, one to check, one its people are reading. All is invented."""

from dataclasses import replace

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.practices import actions
from uchastie.crm.practices.rules.content import Words
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind
from uchastie.kernel.ids import new_id

GROUP = Words(
    title="Родители ведут группу вместе с психологом",
    organisation="Клуб родителей «Солнечный круг»",
    organisation_kind="parents",
    place="Екатеринбург",
    level="operational",
    format="соведущие встреч, раз в две недели",
    groups=("special",),
    dimensions=("presence", "process"),
    degree=4,
    did="Двое родителей прошли подготовку, 12 часов, и стали вести встречи вместе с психологом. Темы выбирает группа. "
    "После каждой встречи полчаса разбора.",
    people_effect="Ходят 14 семей вместо 6, трое сами позвали соседей.",
    work_effect="Объявление переписали словами родителей, встречи перенесли на субботу.",
    barriers="Усталость соведущих: решили супервизией раз в месяц. Боязнь «учить других»: решили парным ведением.",
    quote="Раньше приходили за помощью. Теперь приходим и за ней, и с ней.",
    quoted="мама, соведущая",
)
ROOM = Words(
    title="Подростки пишут правила игровой",
    organisation="Дом молодёжи",
    organisation_kind="state",
    place="Екатеринбург",
    level="strategic",
    format="собрание раз в месяц, решают голосованием",
    groups=("teenagers", "hardship"),
    dimensions=("principles", "purpose", "impact"),
    degree=5,
    did="Подростки сами написали правила игровой и часы работы. Взрослые заранее сказали, чего менять нельзя: "
    "безопасность и бюджет.",
    people_effect="Ссор стало меньше, тихие ребята стали приходить.",
    work_effect="Вечерние часы сдвинули на час позже, дежурят старшие.",
    barriers="Первые два месяца приходили одни и те же. Помогли личные приглашения.",
)
CALL = Words(
    title="Мама звонит маме: первый разговор",
    organisation="Приёмная семья рядом",
    organisation_kind="ngo",
    place="Нижний Тагил",
    level="community",
    format="звонок равного равному",
    groups=("foster", "servicemen"),
    dimensions=("process", "impact"),
    degree=3,
    did="Новой семье первой звонит не сотрудник, а приёмная мама, которая прошла через то же.",
    people_effect="Просят о помощи раньше, не ждут беды.",
    work_effect="Специалист подключается со второго разговора и уже знает, о чём.",
    barriers="Чужая боль утомляет: больше двух звонков в неделю никто не берёт.",
    quote="Мне важно было услышать, что так бывает не только у нас.",
    quoted="мама из приёмной семьи",
)


def make() -> None:
    centres = list(network.list_centres()[:40])
    centre = next((one for one in centres if "Уралмаш" in one.name), centres[0] if centres else None)
    if centre is None:
        return
    author = _author(centre)
    if author is None:
        return
    for words, state in ((ROOM, "published"), (GROUP, "published"), (CALL, "moderation")):
        _tell(centre, author, words, state)
    other = replace(GROUP, title="Проверяем вход с коляской")
    _tell(centre, author, other, "consent_check")


def _author(centre: Unit) -> Actor | None:
    rows = network.list_staff(SYSTEM, centre)
    return next((network.actor_of(row.user) for row in rows if row.role == "centre_head"), None)


def _tell(centre: Unit, author: Actor, words: Words, state: str) -> None:
    case = actions.write_case(actor=author, unit=centre, words=words, key=new_id().hex)
    label = words.quoted or "подросток, дежурный"
    person = actions.name_person(actor=author, case_id=case.pk, label=label, name="Ирина Чернова")
    sent = actions.submit_case(actor=author, case_id=case.pk, version=None, names_checked=True)
    if state == "consent_check":
        return
    text = consents.current_text(Purpose.PRACTICE).pk
    holder = Actor(ActorKind.HOLDER, person.pk)
    actions.agree(actor=holder, person_id=person.pk, seal=sent.digest, text_id=text)
    if state == "published":
        actions.publish_case(actor=SYSTEM, case_id=case.pk, version=None)
