"""Every page of the product: what is scanned for language, by axe, and photographed by `make shots`.

A page is an address, a person who may see it and what stands behind its arguments. `test_pages.py` fails when the
policy of access knows a GET address that is neither here nor among those that show no page of their own."""

from dataclasses import dataclass, field

from django.urls import reverse

from tests.world import Asking, Citizen
from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.rules import Status


@dataclass(frozen=True, slots=True)
class Page:
    name: str  # of the picture
    url: str  # name of the address
    who: Role | Citizen | None = None
    arguments: tuple[str, ...] = ()  # names in `Objects.values`, in the order of the address
    query: str = ""
    status: int = 200
    demo: bool = False  # exists only in a demo

    def path(self, objects: "Objects") -> str:
        return reverse(self.url, args=[objects.values[name] for name in self.arguments]) + self.query.format_map(
            objects.values
        )


@dataclass
class Objects:
    """What the arguments stand for: `slug`, `code`, `request-new`, `token-delivered`, …"""

    values: dict[str, object] = field(default_factory=dict)


ASKING = Asking("vera@example.org")
CITIZEN, FAMILY, NEWCOMER = Citizen("vera@example.org"), Citizen("family@example.org"), Citizen("new@example.org")
EMPLOYEE, HEAD, REGION = Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.REGION_COORDINATOR
FEDERAL, ADMIN = Role.FEDERAL_MANAGER, Role.ADMIN

PUBLIC = [
    Page("home", "network:home"),
    Page("home-found", "network:home", query="?text=Екатеринбург"),
    Page("home-nothing", "network:home", query="?text=Такого города нет"),
    Page("centres", "network:centres"),
    Page("centre", "network:centre", None, ("slug",)),
    Page("centre-none", "network:centre", None, ("no-slug",), status=404),
    Page("service", "licensing:service", None, ("slug", "code")),
    Page("apply", "desk:apply", None, ("slug",), "?service=consulting"),
    Page("apply-any", "desk:apply", None, ("slug",)),
    *[Page(f"status-{status}", "desk:status", None, (f"token-{status}",)) for status in Status],
    Page("status-altered-link", "desk:status", None, ("no-token",), status=404),
    Page("consent-receipt", "desk:consent_receipt", None, ("token-consented",)),
    Page("accepted", "desk:accepted", None, ("token-new",)),
    Page("meeting-move", "desk:meeting", None, ("token-scheduled",)),
    Page("meeting-none", "desk:meeting", None, ("token-new",)),
    Page("review", "desk:review", None, ("token-delivered",)),
    Page("review-early", "desk:review", None, ("token-new",)),
    Page("find-request", "desk:find_request"),
    Page("privacy", "network:privacy"),
    Page("accessibility", "network:accessibility"),
    Page("handout", "knowledge:handout", None, ("handout",)),
    Page("calendar", "deadlines_year", None, ("year",)),
    Page("showcase", "showcase", demo=True),
    Page("messages-demo", "notifications:demo", demo=True),
]

CABINET = [
    Page("my-sign-in", "cabinet:sign_in"),
    Page("my-code", "cabinet:code", ASKING),
    Page("my", "cabinet:home", CITIZEN),
    Page("my-nothing", "cabinet:home", NEWCOMER),
    Page("my-who", "cabinet:who", FAMILY),
    Page("my-number", "cabinet:number", CITIZEN),
    Page("my-requests", "cabinet:requests", CITIZEN),
    Page("my-messages", "cabinet:messages", CITIZEN),
    Page("my-consents", "cabinet:consents", CITIZEN),
    Page("my-data", "cabinet:own_data", CITIZEN),
    Page("my-sign-in-at-work", "cabinet:sign_in", EMPLOYEE),
    Page("talk", "cabinet:talk", None, ("token-new",)),
    Page("talk-empty", "cabinet:talk", None, ("token-viewed",)),
    Page("change", "cabinet:change", None, ("token-new",)),
    Page("change-closed", "cabinet:change", None, ("token-closed",)),
    Page("return", "cabinet:return", None, ("token-delivered",)),
    Page("return-working", "cabinet:return", None, ("token-new",)),
    Page("another", "cabinet:another", None, ("token-new",)),
    Page("waiting", "cabinet:waiting", EMPLOYEE),
    Page("waiting-head", "cabinet:waiting", HEAD),
]

DESK = [
    Page("queue", "desk:queue", EMPLOYEE),
    Page("queue-region", "desk:queue", REGION),
    Page("queue-empty", "desk:queue", Role.MUNICIPAL_COORDINATOR),
    Page("queue-narrowed", "desk:queue", EMPLOYEE, query="?channel=web&status=new&status=viewed"),
    Page("queue-narrowed-nothing", "desk:queue", EMPLOYEE, query="?channel=api&no_id=1"),
    Page("queue-closed", "desk:queue", EMPLOYEE, query="?status=rated&status=closed&status=cancelled"),
    Page("filters", "desk:filters", EMPLOYEE, query="?channel=web&no_id=1"),
    Page("day", "desk:day", EMPLOYEE),
    Page("sent", "desk:sent", EMPLOYEE),
    Page("team", "desk:team", HEAD),
    Page("passing", "desk:passing", EMPLOYEE, ("request-new",)),
    Page("passing-region", "desk:passing", REGION, ("request-new",)),
    Page("request-cancelled-head", "desk:request", HEAD, ("request-cancelled",)),
    Page("add", "desk:add", EMPLOYEE),
    Page("add-draft", "desk:draft", EMPLOYEE, ("draft",)),
    Page("add-group", "desk:group", EMPLOYEE),
    Page("add-group-draft", "desk:draft", EMPLOYEE, ("group-draft",)),
    Page("drafts", "desk:drafts", EMPLOYEE),
    Page("drafts-empty", "desk:drafts", HEAD),
    Page("served", "desk:served", EMPLOYEE, ("request-delivered",)),
    Page("gathered", "desk:gathered", EMPLOYEE, ("group",)),
    Page("without-id", "desk:unlinked", EMPLOYEE),
    *[Page(f"request-{status}", "desk:request", EMPLOYEE, (f"request-{status}",)) for status in Status],
    Page("request-head", "desk:request", HEAD, ("request-rated",)),
    Page("request-region", "desk:request", REGION, ("request-viewed",)),
    Page("request-none", "desk:request", EMPLOYEE, ("no-request",), status=404),
    Page("centre-calendar", "desk:calendar", EMPLOYEE),
    Page("centre-calendar-people", "desk:calendar", HEAD, query="?by=people"),
    Page("centre-calendar-day", "desk:calendar", EMPLOYEE, query="?span=day&by=people"),
    Page("centre-calendar-region", "desk:calendar", REGION),
    Page("meeting-new", "desk:new_meeting", EMPLOYEE),
    Page("absences", "appointments:absences", HEAD),
    Page("absences-own", "appointments:absences", EMPLOYEE),
    Page("subscription", "appointments:subscription", EMPLOYEE),
    Page("queue-denied", "desk:queue", Role.BENEFICIARY, status=403),
]

PEOPLE = [
    Page("people", "people:index", EMPLOYEE),
    Page("people-organisations", "people:index", EMPLOYEE, query="?kind=organisation"),
    Page("people-nobody", "people:index", EMPLOYEE, query="?audience=O_MEDIA"),
    Page("people-region", "people:index", REGION),
    Page("people-empty", "people:index", Role.MUNICIPAL_COORDINATOR),
    Page("person", "people:person", EMPLOYEE, ("person",)),
    Page("person-year-before", "people:person", EMPLOYEE, ("person",), "?until=2024-05"),
    Page("person-region", "people:person", REGION, ("person",)),
    Page("person-merged", "people:person", EMPLOYEE, ("person-merged",)),
    Page("organisation", "people:person", EMPLOYEE, ("organisation",)),
    Page("person-none", "people:person", EMPLOYEE, ("no-request",), status=404),
    Page("person-edit", "people:edit", EMPLOYEE, ("person",)),
    Page("organisation-edit", "people:edit", EMPLOYEE, ("organisation",)),
    Page("person-contacts", "people:contacts", EMPLOYEE, ("person",)),
    Page("person-household", "people:household", EMPLOYEE, ("person",)),
    Page("organisation-speaker", "people:speaker", EMPLOYEE, ("organisation",)),
    Page("merging", "people:merging", EMPLOYEE, ("person", "person-twin")),
    Page("duplicates", "people:duplicates", EMPLOYEE),
    Page("duplicates-none", "people:duplicates", Role.MUNICIPAL_COORDINATOR),
]

FEEDBACK = [
    Page("qr", "feedback:leave", None, ("qr",)),
    Page("qr-as-staff", "feedback:leave", EMPLOYEE, ("qr",)),
    Page("qr-revoked", "feedback:leave", None, ("qr-revoked",), status=410),
    Page("qr-none", "feedback:leave", None, ("no-slug",), status=404),
    Page("qr-thanks", "feedback:thanks", None, ("qr",), "?to=email"),
    Page("feedback", "feedback:index", HEAD),
    Page("feedback-all", "feedback:index", EMPLOYEE, (), "?tab=all"),
    Page("feedback-region", "feedback:index", REGION, (), "?tab=late"),
    Page("feedback-empty", "feedback:index", Role.MUNICIPAL_COORDINATOR),
    Page("feedback-summary", "feedback:summary", HEAD),
    Page("feedback-summary-empty", "feedback:summary", HEAD, (), "?month=2020-01"),
    Page("mark-low", "feedback:mark", HEAD, ("mark-low",)),
    Page("mark-answered", "feedback:mark", EMPLOYEE, ("mark-answered",)),
    Page("mark-qr", "feedback:mark", HEAD, ("mark-qr",)),
    Page("places", "feedback:places", HEAD),
    Page("places-employee", "feedback:places", EMPLOYEE),
    Page("place", "feedback:place", HEAD, ("place",)),
    Page("visits", "visits:index", EMPLOYEE),
    Page("visits-empty", "visits:index", HEAD, (), "?day=2020-01-09"),
    Page("visits-region", "visits:index", REGION),
    Page("tablets", "visits:tablets", HEAD),
    Page("tablet", "visits:here", None, ("tablet-token",)),
    Page("tablet-done", "visits:done", None, ("tablet-token",)),
]

CATALOGUE = [
    Page("catalogue", "catalogue:index", EMPLOYEE),
    Page("principles", "catalogue:principles", EMPLOYEE),
    Page("catalogue-service", "catalogue:service", EMPLOYEE, ("code",)),
    Page("catalogue-service-editor", "catalogue:service", FEDERAL, ("code",)),
    Page("regulation", "catalogue:regulation", EMPLOYEE, ("code", "number")),
    Page("regulation-draft", "catalogue:draft", FEDERAL, ("code",)),
    Page("regulation-master", "catalogue:regulation", EMPLOYEE, ("code-master", "number")),
    Page("offers", "licensing:offers", REGION, ("slug",)),
    Page("handouts", "knowledge:handouts", HEAD),
    Page("handouts-none", "knowledge:handouts", EMPLOYEE, query="?service=eco"),
    Page("handout-head", "knowledge:handout", FEDERAL, ("handout",)),
    Page("handout-new", "knowledge:handout_new", HEAD),
    Page("handout-edit", "knowledge:handout_edit", FEDERAL, ("handout",)),
    Page("training", "knowledge:training", HEAD),
    Page("training-employee", "knowledge:training", EMPLOYEE),
]

NETWORK = [
    Page("network", "network:index", FEDERAL),
    Page("network-region", "network:index", REGION),
    Page("network-new", "network:new", REGION),
    Page("network-tables", "network:tables", REGION),
    Page("network-trial", "network:import", REGION, ("table",)),
    Page("network-dismissal", "network:assignment_end", HEAD, ("leaver",)),
    Page("network-headquarters-new", "network:headquarters_new", REGION),
    Page("network-headquarters", "network:headquarters", REGION, ("headquarters",)),
    Page("unit", "network:unit", HEAD, ("slug",)),
    Page("unit-employee", "network:unit", EMPLOYEE, ("slug",)),
    Page("unit-edit", "network:edit", HEAD, ("slug",)),
    Page("calendar-editor", "deadlines_year", FEDERAL, ("year",)),
]

ACCOUNT = [
    Page("welcome", "accounts_welcome", demo=True),
    Page("login", "account_login"),
    Page("login-code", "account_request_login_code"),
    Page("password-reset", "account_reset_password"),
    Page("password-reset-done", "account_password_reset_completed"),
    Page("inactive", "account_inactive"),
    Page("logout", "account_logout", EMPLOYEE),
    Page("invitation", "network:invitation", None, ("invitation",)),
    Page("invitation-used", "network:invitation", None, ("no-token",), status=404),
    Page("me", "network:me", EMPLOYEE),
    Page("password-change", "account_change_password", EMPLOYEE),
    Page("again", "account_reauthenticate", EMPLOYEE),
    Page("again-code", "mfa_reauthenticate", EMPLOYEE),
    Page("second-factor-make", "mfa_activate_totp", Role.BENEFICIARY),
    Page("recovery-codes-make", "mfa_generate_recovery_codes", EMPLOYEE),
    Page("second-factor", "mfa_index", EMPLOYEE),
    Page("sessions", "usersessions_list", EMPLOYEE),
    Page("keys", "accounts_keys", HEAD),
]

SETUP = [
    Page("setup", "setup:index", ADMIN),
    Page("setup-federal", "setup:index", FEDERAL),
    Page("setup-operator", "setup:operator", ADMIN),
    Page("setup-backups", "setup:backups", ADMIN),
    Page("setup-email", "setup:email", ADMIN),
    Page("setup-sms", "setup:sms", ADMIN),
    Page("setup-push", "setup:push", ADMIN),
]

MESSAGES = [
    Page("messages", "notifications:inbox", EMPLOYEE),
    Page("messages-new", "notifications:inbox", HEAD, query="?only=new"),
    Page("notices", "notifications:choices", EMPLOYEE),
    Page("notices-person", "notifications:person", None, ("choices-token",)),
    Page("notices-bad-link", "notifications:person", None, ("no-token",), status=404),
    Page("delivery", "notifications:log", HEAD),
    Page("delivery-opened", "notifications:logged", EMPLOYEE, ("message",)),
    Page("delivery-federal", "notifications:logged", FEDERAL, ("message",)),
    Page("delivery-empty", "notifications:log", EMPLOYEE, query="?tab=waiting"),
    Page("texts", "notifications:templates", FEDERAL),
    Page("text", "notifications:template", FEDERAL, ("event",)),
]

HELP = [
    Page("search", "search", EMPLOYEE),
    Page("help", "help", EMPLOYEE),
    Page("help-employee", "help_chapter", EMPLOYEE, ("chapter",)),
    Page("help-none", "help_chapter", EMPLOYEE, ("no-slug",), status=404),
]

FIGURES = [
    Page("day-report", "oversight:report", REGION),
    Page("control", "oversight:control", FEDERAL),
    Page("control-table", "oversight:control", FEDERAL, query="?view=table"),
    Page("figures", "insight:month", HEAD),
    Page("figures-employee", "insight:month", EMPLOYEE, query="?figure=delivered&month=2026-01"),
    Page("figures-region", "insight:month", REGION),
    Page("figures-rows", "insight:rows", HEAD, query="?figure=received"),
    Page("figures-rows-none", "insight:rows", HEAD, query="?figure=positive&month=2025-01"),
]

GUARDIAN_STATES = ("handed", "ready", "paused", "left")
PAIR_STATES = ("proposed", "matched", "introduced", "signed", "active", "ending_reported", "ended", "declined")
PAIRS = [
    Page("guardian-apply", "guardians:apply"),
    Page("guardian-accepted", "guardians:accepted"),
    Page("matching", "matching:index", REGION),
    Page("matching-none", "matching:index", Role.MUNICIPAL_COORDINATOR),
    Page("matching-family", "matching:candidates", REGION, ("pair-case",)),
    Page("matching-guardian", "matching:families", REGION, ("guardian-ready",)),
    Page("guardians", "guardians:index", REGION),
    Page("guardians-none", "guardians:index", REGION, query="?tab=left"),
    Page("guardians-nothing", "guardians:index", REGION, query="?q=Такого+нет"),
    Page("guardian-applications", "guardians:applications", FEDERAL),
    *[Page(f"guardian-{state}", "guardians:guardian", REGION, (f"guardian-{state}",)) for state in GUARDIAN_STATES],
    Page("guardian-to-verify", "guardians:guardian", FEDERAL, ("guardian-application",)),
    Page("guardian-capabilities", "guardians:capabilities", REGION, ("guardian-ready",)),
    Page("pairs", "guardianship:index", REGION),
    *[
        Page(f"pairs-{tab}", "guardianship:index", REGION, query=f"?tab={tab}")
        for tab in ("proposed", "ending", "over")
    ],
    *[Page(f"pair-{state}", "guardianship:pair", REGION, (f"pair-{state}",)) for state in PAIR_STATES],
    Page("pair-feedback", "guardianship:feedback", None, ("pair-token",)),
    Page("pair-feedback-altered", "guardianship:feedback", None, ("no-token",), status=404),
    Page("pair-thanks", "guardianship:feedback_thanks", None, ("pair-token",)),
]

FAMILIES = [
    Page("opeka", "families:about"),
    Page("family-apply", "families:apply"),
    Page("family-accepted", "families:accepted"),
    Page("screening", "families:screening", REGION),
    Page("screening-empty", "families:screening", Role.MUNICIPAL_COORDINATOR),
    Page("families", "families:index", REGION),
    *[Page(f"families-{tab}", "families:index", REGION, query=f"?tab={tab}") for tab in ("helped", "control", "all")],
    Page("families-nothing", "families:index", REGION, query="?q=Такого+нет"),
    Page("families-empty", "families:index", Role.MUNICIPAL_COORDINATOR),
    Page("family-new", "families:new", REGION),
    *[
        Page(f"family-{state}", "families:case", REGION, (f"family-{state}",))
        for state in ("received", "screening", "needs_clarified", "waiting", "helped", "ended", "declined", "closed")
    ],
    Page("family-opened", "families:case", REGION, ("family-opened",)),
    Page("family-members", "families:members", REGION, ("family-opened",)),
    Page("family-need", "families:need", REGION, ("family-opened", "family-need")),
    Page("family-need-met", "families:need", REGION, ("family-opened", "family-met")),
    Page("family-need-new", "families:need_add", REGION, ("family-opened",)),
    Page("family-history", "families:need_history", REGION, ("family-opened",)),
    Page("family-split", "families:split", REGION, ("family-opened",)),
    Page("family-closing", "families:closing", REGION, ("family-waiting",)),
    Page("family-handover", "families:handover", REGION, ("family-waiting",)),
    Page("families-tables", "families:tables", REGION),
    Page("families-trial", "families:import", REGION, ("family-table",)),
    Page("help-categories", "families:categories", FEDERAL),
]

FOLLOWUP = [
    Page("calls", "followup:board", REGION),
    Page("calls-late", "followup:board", REGION, query="?tab=late"),
    Page("calls-coming", "followup:board", REGION, query="?tab=coming"),
    Page("calls-empty", "followup:board", Role.MUNICIPAL_COORDINATOR),
    Page("calls-gaps", "followup:gaps", REGION),
    Page("calls-gaps-none", "followup:gaps", Role.MUNICIPAL_COORDINATOR),
    Page("calls-alarms", "followup:alarms", REGION),
    Page("calls-alarms-none", "followup:alarms", Role.MUNICIPAL_COORDINATOR),
    Page("call", "followup:call", REGION, ("call-closed",)),
    Page("call-guardian", "followup:call", REGION, ("call-again",), "?side=guardian"),
    Page("call-opened", "followup:call", REGION, ("call-opened",)),
    Page("call-coming", "followup:call", REGION, ("call-coming",)),
    Page("call-none", "followup:call", REGION, ("no-request",), status=404),
    Page("help-given", "followup:log", REGION),
    Page("help-given-none", "followup:log", REGION, query="?month=2020-01"),
    Page("help-given-federal", "followup:log", FEDERAL),
    Page("helped-pair", "followup:pair", REGION, ("helped-pair",)),
    Page("helped-pair-quiet", "followup:pair", REGION, ("helped-quiet",)),
    Page("guardian-reports", "followup:reports", REGION),
    Page("guardian-reports-none", "followup:reports", Role.MUNICIPAL_COORDINATOR),
    Page("guardian-report", "followup:report", REGION, ("helped-report",)),
]

AGREEMENTS = [
    Page("agreements", "agreements:index", REGION),
    Page("agreements-ending", "agreements:index", REGION, query="?tab=ending"),
    Page("agreements-in-force", "agreements:index", FEDERAL, query="?tab=in_force"),
    Page("agreements-none", "agreements:index", Role.MUNICIPAL_COORDINATOR),
    Page("agreement-draft", "agreements:agreement", REGION, ("agreement-draft",)),
    Page("agreement-waiting", "agreements:agreement", REGION, ("agreement-waiting",)),
    Page("agreement-code", "agreements:agreement", REGION, ("agreement-code",)),
    Page("agreement-scan", "agreements:agreement", REGION, ("agreement-scan",)),
    Page("agreement-ending", "agreements:agreement", REGION, ("agreement-ending",)),
    Page("agreement-family", "agreements:agreement", REGION, ("agreement-family",)),
    Page("agreement-federal", "agreements:agreement", FEDERAL, ("agreement-ending",)),
    Page("agreement-none", "agreements:agreement", REGION, ("no-request",), status=404),
    Page("agreement-difference", "agreements:difference", REGION, ("agreement-draft",)),
    Page("agreement-new", "agreements:new", REGION, (), "?guardian={guardian-agreed}"),
    Page("agreement-new-nobody", "agreements:new", REGION),
    Page("agreement-own", "agreements:own", None, ("agreement-token",)),
    Page("agreement-own-bad-link", "agreements:own", None, ("no-token",), status=404),
    Page("agreement-templates", "agreements:templates", REGION),
    Page("agreement-template", "agreements:template", FEDERAL, ("agreement-kind",)),
    Page("agreement-template-region", "agreements:template", REGION, ("agreement-kind",)),
    Page(
        "agreement-template-difference", "agreements:template_difference", REGION, ("agreement-kind", "number", "two")
    ),
    Page("family-consents", "agreements:transfers", REGION, ("family-agreed",), "?guardian={guardian-agreed}"),
    Page("family-consents-given", "agreements:transfers", REGION, ("family-agreed",)),
]

PAGES = [
    *FAMILIES,
    *FOLLOWUP,
    *AGREEMENTS,
    *PAIRS,
    *FIGURES,
    *HELP,
    *MESSAGES,
    *SETUP,
    *PUBLIC,
    *CABINET,
    *DESK,
    *PEOPLE,
    *FEEDBACK,
    *CATALOGUE,
    *NETWORK,
    *ACCOUNT,
]

# Addresses with GET that show no page of their own: they answer programs, or lead elsewhere.
NO_PAGES = {
    "families:apply_consent": "shown after the form is sent; leads back to it otherwise",
    "families:submit": "leads back to the form",
    "families:sample": "a download",
    "families:export": "a table",
    "appointments:feed": "answers a program",
    "desk:invitation": "answers a program",
    "desk:free_times": "a part of the card",
    "knowledge:handout_file": "a file",
    "desk:act": "a paper",
    "followup:export": "a table",
    "agreements:pdf": "a paper",
    "agreements:own_pdf": "a paper",
    "guardians:apply_consent": "shown by POST",
    "guardians:submit": "shown by POST",
    "oversight:report_export": "a table",
    "oversight:control_export": "a table",
    "insight:rows_export": "a table",
    "insight:month_export": "a table",
    "feedback:poster": "a paper",
    "healthz": "answers a program",
    "readyz": "answers a program",
    "notifications:worker": "answers a program",
    "notifications:push": "leads to what the notification is about",
    "desk:apply_consent": "shown after the form is sent; leads back to it otherwise",
    "desk:submit": "leads back to the form",
    "desk:preview": "a part of the queue",
    "help_picture": "a picture of the guide",
    "documents:file": "a download",
    "network:sample_centres": "a download",
    "network:sample_staff": "a download",
    "network:import_mistakes": "a download",
    "account_signup": "leads to the sign-in page",
    "account_set_password": "leads to the sign-in page",
    "mfa_deactivate_totp": "leads to the page of the second factor",
    "account_confirm_login_code": "a step of signing in, see tests/signin",
    "account_confirm_password_reset_code": "a step of signing in, see tests/signin",
    "account_complete_password_reset": "a step of signing in, see tests/signin",
    "mfa_authenticate": "a step of signing in, see tests/signin",
    "mfa_view_recovery_codes": "shown when codes have been made",
    "api:openapi-json": "answers a program",
    "api:create": "answers a program",
    "api:list_requests": "answers a program",
    "api:get": "answers a program",
    "api:root": "answers a program",
    "api:nowhere": "answers a program",
    "api:api-root": "answers a program",
}
