"""Pages of the long help."""

from tests.pages.page import CITIZEN, FEDERAL, GUARDIAN, OPEKA_FAMILY, REGION, Page
from tests.pages.stories import STORY_FAMILY, STORY_GUARDIAN
from uchastie.crm.accounts.rules import Role

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

GUARDIAN_STATES = ("handed", "ready", "paused", "left")
PAIR_STATES = ("proposed", "matched", "introduced", "signed", "active", "ending_reported", "ended", "declined")
PAIRS = [
    Page("guardian-apply", "guardians:apply"),
    Page("guardian-accepted", "guardians:accepted"),
    Page("matching", "matching:index", REGION),
    Page("matching-none", "matching:index", Role.MUNICIPAL_COORDINATOR),
    Page("matching-dismissal", "matching:coincidence", REGION, ("coincidence",)),
    Page("matching-plan", "matching:plan", REGION, ("plan",)),
    Page("matching-plan-making", "matching:plan", REGION, ("plan-making",)),
    Page("matching-plan-none", "matching:latest", Role.MUNICIPAL_COORDINATOR),
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

SEEN_STORIES = ("waiting_consent", "moderation", "published", "returned", "withdrawn", "removed")
STORIES = [
    Page("stories", "stories:gallery"),
    Page("story", "stories:story", None, ("story-published",)),
    Page("story-film", "stories:story", None, ("story-film",)),
    Page("story-gone", "stories:story", None, ("story-removed",), status=410),
    Page("story-unknown", "stories:story", None, ("story-moderation",), status=404),
    Page("stories-moderation", "stories:index", FEDERAL),
    Page("stories-region", "stories:index", REGION, query="?tab=waiting"),
    Page("stories-region-gone", "stories:index", REGION, query="?tab=gone"),
    Page("stories-none", "stories:index", Role.MUNICIPAL_COORDINATOR),
    Page("story-to-publish", "stories:card", FEDERAL, ("story-moderation",)),
    Page("story-published-federal", "stories:card", FEDERAL, ("story-published",)),
    Page("my-stories", "family_cabinet:stories", STORY_FAMILY, ("story-case",)),
    *[
        Page(f"my-story-{state}", "family_cabinet:story", STORY_FAMILY, ("story-case", f"story-{state}"))
        for state in SEEN_STORIES
    ],
    Page("own-stories", "guardian_cabinet:stories", STORY_GUARDIAN, ("story-guardian",)),
    Page("own-story-new", "guardian_cabinet:story_new", STORY_GUARDIAN, ("story-guardian",)),
    Page("own-story-words", "guardian_cabinet:story_words", STORY_GUARDIAN, ("story-guardian", "story-draft")),
    *[
        Page(f"own-story-{state}", "guardian_cabinet:story", STORY_GUARDIAN, ("story-guardian", f"story-{state}"))
        for state in ("draft", *SEEN_STORIES)
    ],
    *[Page(f"story-card-{state}", "stories:card", REGION, (f"story-{state}",)) for state in SEEN_STORIES],
]

OWN_GUARDIAN = [
    Page("my-guardian-choice", "guardian_cabinet:index", GUARDIAN),
    Page("my-guardian-none", "guardian_cabinet:index", CITIZEN, status=404),
    Page("my-guardian", "guardian_cabinet:home", GUARDIAN, ("own-guardian",)),
    *[
        Page(f"my-guardian-{state}", "guardian_cabinet:home", GUARDIAN, (f"own-guardian-{state}",))
        for state in ("application", "rejected", "handed", "paused", "left")
    ],
    Page("my-guardian-of-others", "guardian_cabinet:home", CITIZEN, ("own-guardian",), status=404),
    *[
        Page(f"my-guardian-family-{state}", "guardian_cabinet:family", GUARDIAN, ("own-guardian", f"own-pair-{state}"))
        for state in ("proposed", "matched", "introduced", "active")
    ],
    Page("my-guardian-family-over", "guardian_cabinet:family", GUARDIAN, ("own-guardian", "own-pair-over"), status=404),
    Page("my-guardian-documents", "guardian_cabinet:documents", GUARDIAN, ("own-guardian",)),
    Page("my-guardian-documents-none", "guardian_cabinet:documents", GUARDIAN, ("own-guardian-handed",)),
    Page("my-guardian-abilities", "guardian_cabinet:abilities", GUARDIAN, ("own-guardian",)),
    Page("my-guardian-taking-part", "guardian_cabinet:taking_part", GUARDIAN, ("own-guardian",)),
    Page("my-guardian-on-pause", "guardian_cabinet:taking_part", GUARDIAN, ("own-guardian-paused",)),
    Page("my-guardian-report", "guardian_cabinet:report", GUARDIAN, ("own-guardian", "own-pair-active")),
    Page("my-guardian-report-early", "guardian_cabinet:report", GUARDIAN, ("own-guardian", "own-pair-introduced")),
    Page("my-guardian-ending", "guardian_cabinet:ending", GUARDIAN, ("own-guardian", "own-pair-active")),
]

OWN_FAMILY = [
    Page("my-family-choice", "family_cabinet:index", OPEKA_FAMILY),
    Page("my-family-none", "family_cabinet:index", CITIZEN, status=404),
    Page("my-family", "family_cabinet:home", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-new", "family_cabinet:home", OPEKA_FAMILY, ("own-lonely",)),
    Page("my-family-of-others", "family_cabinet:home", CITIZEN, ("own-case",), status=404),
    Page("my-family-need", "family_cabinet:need", OPEKA_FAMILY, ("own-case", "own-need")),
    Page("my-family-need-met", "family_cabinet:need", OPEKA_FAMILY, ("own-case", "own-met")),
    Page("my-family-need-new", "family_cabinet:need_new", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-history", "family_cabinet:history", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-help", "family_cabinet:help", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-help-none", "family_cabinet:help", OPEKA_FAMILY, ("own-lonely",)),
    Page("my-family-dispute", "family_cabinet:dispute", OPEKA_FAMILY, ("own-case", "own-fact")),
    Page("my-family-looks", "family_cabinet:looks", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-looks-none", "family_cabinet:looks", OPEKA_FAMILY, ("own-lonely",)),
    Page("my-family-documents", "family_cabinet:documents", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-documents-none", "family_cabinet:documents", OPEKA_FAMILY, ("own-lonely",)),
    Page("my-family-transfer", "family_cabinet:transfer", OPEKA_FAMILY, ("own-case", "own-asked")),
    Page("my-family-ending", "family_cabinet:ending", OPEKA_FAMILY, ("own-case", "own-pair")),
    Page("my-family-letters", "family_cabinet:appeals", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-complaint", "family_cabinet:complaint", OPEKA_FAMILY, ("own-case",)),
    Page("my-family-forgetting", "family_cabinet:forgetting", OPEKA_FAMILY, ("own-case",)),
    Page("letters", "family_cabinet:answers", REGION),
    Page("letters-answered", "family_cabinet:answers", REGION, query="?tab=answered"),
    Page("letters-federal", "family_cabinet:answers", FEDERAL),
    Page("letters-none", "family_cabinet:answers", Role.MUNICIPAL_COORDINATOR),
    Page("letter", "family_cabinet:appeal", REGION, ("appeal",)),
    Page("letter-answered", "family_cabinet:appeal", REGION, ("appeal-answered",)),
    Page("letter-federal", "family_cabinet:appeal", FEDERAL, ("appeal-federal",)),
    Page("letter-not-ours", "family_cabinet:appeal", REGION, ("appeal-federal",), status=404),
]

OVERSIGHT = [
    Page("control-plans", "oversight:plans", FEDERAL),
    Page("today", "oversight:today", REGION),
    Page("today-mine", "oversight:today", REGION, query="?whose=mine&place=Екатеринбург"),
    Page("today-empty", "oversight:today", Role.MUNICIPAL_COORDINATOR),
    *[Page(f"today-stage-{number}", "oversight:stage", REGION, (f"stage-{number}",)) for number in (1, 3, 4, 6)],
    Page("today-stage-all", "oversight:stage", REGION, ("stage-3",), "?all=1"),
    Page("today-stage-none", "oversight:stage", REGION, ("stage-3",), "?whose=mine"),
    Page("today-chosen-hand", "oversight:chosen", REGION, query="?do=hand&case={family-waiting}"),
    Page("today-chosen-take", "oversight:chosen", REGION, query="?do=take&case={family-waiting}"),
    Page("today-chosen-remind", "oversight:chosen", REGION, query="?do=remind&case={family-waiting}"),
    Page("today-chosen-nobody", "oversight:chosen", REGION, query="?do=take"),
]

OPEKA = [*OVERSIGHT, *OWN_GUARDIAN, *OWN_FAMILY, *FAMILIES, *FOLLOWUP, *AGREEMENTS, *PAIRS, *STORIES]
