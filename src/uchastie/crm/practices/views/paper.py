"""The collection as a paper."""

from uchastie.crm.documents import queries as documents
from uchastie.crm.practices.models import CaseStudy
from uchastie.crm.practices.rules.chapters import CHAPTERS
from uchastie.crm.practices.rules.method import DEGREE_NAMES, GROUP_NAMES, LEVEL_NAMES, ORGANISATION_NAMES
from uchastie.kernel import clock
from uchastie.ui.text import full_day, uncapital


def collection(cases: list[CaseStudy]) -> bytes:
    data = {
        "title": "Практики вовлечения",
        "on": full_day(clock.now().date()),
        "chapters": [[chapter.title, list(chapter.points)] for chapter in CHAPTERS if chapter.code != "cases"],
        "cases": [_case(case) for case in cases],
    }
    return documents.render_pdf("practices/collection", data)


def _case(case: CaseStudy) -> dict[str, object]:
    place = f", {case.place}" if case.place else ""
    groups = ", ".join(uncapital(GROUP_NAMES[code]) for code in case.groups if code in GROUP_NAMES)
    return {
        "title": case.title,
        "who": f"{case.organisation}{place}. {ORGANISATION_NAMES[case.organisation_kind]}",
        "facts": [
            ["Уровень", LEVEL_NAMES[case.level]],
            ["Формат", case.format],
            ["Кто участвовал", groups],
            ["Участие", f"{case.degree} из 5: {uncapital(DEGREE_NAMES[case.degree])}"],
        ],
        "quote": case.quote,
        "quoted": case.quoted,
        "parts": [
            ["Что сделали", case.did],
            ["Что изменилось у людей", case.people_effect],
            ["Что изменилось в работе", case.work_effect],
            ["Что мешало и как справились", case.barriers],
        ],
    }
