"""Reads of surveys: for those who ask, for those who answer, for everybody."""

from uchastie.crm.surveys.queries.counting import Held, held
from uchastie.crm.surveys.queries.reading import (
    PAGE,
    Listed,
    count_answers,
    find_permit,
    get_permit,
    get_public,
    get_question,
    get_survey,
    list_invited,
    list_of_person,
    list_public,
    list_surveys,
    numbers_of,
    questions_of,
)
from uchastie.crm.surveys.queries.results import Block, Results, floods_of, results_of

__all__ = [
    "PAGE",
    "Block",
    "Held",
    "Listed",
    "Results",
    "count_answers",
    "find_permit",
    "floods_of",
    "get_permit",
    "get_public",
    "get_question",
    "get_survey",
    "held",
    "list_invited",
    "list_of_person",
    "list_public",
    "list_surveys",
    "numbers_of",
    "questions_of",
    "results_of",
]
