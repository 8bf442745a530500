"""Who may see the family's contacts and what help stands on (decision 15): one list for the page and for the gate."""

from collections.abc import Iterable
from enum import StrEnum

from uchastie.crm.guardianship.rules.states import MEETING, PairState, Side
from uchastie.kernel.errors import Refusal


class Paper(StrEnum):
    """What stands between a pair and its help; the first three also between the guardian and the contacts."""

    GUARDIAN_HQ = "guardian_hq"
    DATA_PROTECTION = "data_protection"
    TRANSFER = "transfer"
    GUARDIAN_FAMILY = "guardian_family"


PAPER_NAMES = {
    Paper.GUARDIAN_HQ: "Соглашение «штаб — опекун»",
    Paper.DATA_PROTECTION: "Сохранность персональных данных",
    Paper.TRANSFER: "Согласие семьи на передачу данных",
    Paper.GUARDIAN_FAMILY: "Соглашение «опекун — семья»",
}
FOR_CONTACTS = (Paper.GUARDIAN_HQ, Paper.DATA_PROTECTION, Paper.TRANSFER)
FOR_HELP = (*FOR_CONTACTS, Paper.GUARDIAN_FAMILY)


def for_contacts(*, begun: bool) -> tuple[Paper, ...]:
    """Between the introduction and the start of help three papers open the contacts; from the start on all four."""
    return FOR_HELP if begun else FOR_CONTACTS


def sees_contacts(state: PairState, end_side: str, papers: Iterable[Paper], *, begun: bool) -> bool:
    """Decision 15: after the introduction, while the papers of `for_contacts` are in force; any of them that lapses
    closes. A family that has asked to end it is closed at once; when the guardian or the headquarters has asked, at the
    ending."""
    if state is PairState.ENDING_REPORTED:
        known = end_side != Side.FAMILY
    else:
        known = state in MEETING or state is PairState.ACTIVE
    return known and set(for_contacts(begun=begun)) <= set(papers)


def require_papers(papers: Iterable[Paper], wanted: Iterable[Paper] = FOR_HELP) -> None:
    missing = [PAPER_NAMES[paper] for paper in wanted if paper not in set(papers)]
    if missing:
        raise Refusal(
            "papers", "Помощь начнётся, когда будут в силе все документы. Не хватает: " + "; ".join(missing) + "."
        )
