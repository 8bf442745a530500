"""Addresses of the board: open ones, a neighbour's own, those of staff below «work»."""

from django.urls import URLPattern, path

from uchastie.crm.neighbours.views import answers, board, own, published, staff

app_name = "neighbours"
ROOT, WORK = "neighbours/", "neighbours/work/"
ONE, ANSWER = "neighbours/<uuid:notice_id>/", "neighbours/answers/<uuid:answer_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, board.index, name="board"),
    path(f"{ROOT}join/", own.join, name="join"),
    path(f"{ROOT}new/", own.new, name="new"),
    path(f"{ROOT}my/", own.mine, name="mine"),
    path(f"{ROOT}my/weekly/", own.weekly, name="weekly"),
    path(f"{ROOT}my/<uuid:notice_id>/", own.notice, name="own_notice"),
    path(f"{ROOT}my/<uuid:notice_id>/withdrawal/", own.withdrawal, name="withdrawal"),
    path(f"{ROOT}my/<uuid:notice_id>/appeal/", own.appeal, name="appeal"),
    path(f"{ROOT}help/<uuid:answer_id>/", answers.helping, name="helping"),
    path(f"{ANSWER}choice/", answers.choice, name="choice"),
    path(f"{ANSWER}time/", answers.time, name="time"),
    path(f"{ANSWER}agreement/", answers.agreement, name="agreement"),
    path(f"{ANSWER}release/", answers.release, name="release"),
    path(f"{ANSWER}word/", answers.word, name="word"),
    path(f"{ANSWER}distance/", answers.apart, name="apart"),
    path(ONE, board.notice, name="notice"),
    path(f"{ONE}answer/", board.answer, name="answer"),
    path(f"{ONE}report/", board.report, name="report"),
    path(WORK, staff.index, name="work"),
    path(f"{WORK}decisions/", staff.decisions, name="decisions"),
    path(f"{WORK}<uuid:notice_id>/", staff.card, name="card"),
    path(f"{WORK}<uuid:notice_id>/appeal/", staff.appeal, name="card_appeal"),
    path(f"{WORK}<uuid:notice_id>/barring/", staff.barring, name="barring"),
    path(f"{WORK}<uuid:notice_id>/parent/", staff.parent, name="parent"),
    path(f"{WORK}<uuid:notice_id>/withdrawal/", staff.withdrawal, name="card_withdrawal"),
    path(f"{WORK}answers/<uuid:answer_id>/choice/", staff.choice, name="card_choice"),
    path(f"{WORK}answers/<uuid:answer_id>/word/", staff.word, name="card_word"),
    path(f"{WORK}answers/<uuid:answer_id>/release/", staff.release, name="card_release"),
    path(f"{WORK}needs/<uuid:case_id>/<uuid:need_id>/", published.need, name="publish_need"),
    path(f"{WORK}requests/<uuid:request_id>/", published.request_, name="publish_request"),
]
