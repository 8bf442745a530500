"""The wiring of the long help to families: families, guardians, agreements, pairs, matching, support, headquarters."""

import datetime as dt


def connect_opeka() -> None:
    """Called once by `wiring.connect`. The order of panels is the order on the page."""
    _connect_families()
    _connect_pairs()
    _connect_followup()
    _connect_agreements()
    _connect_stories()
    _connect_family_cabinet()
    _connect_guardian_cabinet()
    _connect_headquarters()
    _schedule()


def _connect_families() -> None:
    """What became of a family's need that went to a centre (B43); a consent taken back."""
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.desk.events import (
        RequestDelivered,
        RequestReopened,
        RequestReturned,
        ReviewChanged,
        ReviewReceived,
        StepUndone,
    )
    from uchastie.crm.families import handlers as families
    from uchastie.crm.families.events import FamilyReceived
    from uchastie.kernel import bus

    bus.subscribe(FamilyReceived, families.tell_coordinators)
    bus.subscribe(ConsentWithdrawn, families.tell_withdrawal)
    bus.subscribe(RequestDelivered, families.follow_delivery)
    bus.subscribe(RequestReopened, families.follow_return)
    bus.subscribe(RequestReturned, families.follow_return)
    bus.subscribe(StepUndone, families.follow_undo)
    bus.subscribe(ReviewReceived, families.follow_review)
    bus.subscribe(ReviewChanged, families.follow_review)


def _connect_pairs() -> None:
    """Pairs of families and guardians: what they hear, which doors they open, where they are shown."""
    from uchastie.crm.agreements import guards as papers
    from uchastie.crm.agreements.events import AgreementInForce, AgreementLapsed
    from uchastie.crm.guardians import guards as helpers
    from uchastie.crm.guardianship import handlers, panels, queries
    from uchastie.crm.matching import panels as matching
    from uchastie.kernel import bus
    from uchastie.kernel.panels import register

    bus.subscribe(AgreementInForce, handlers.follow_agreement)
    bus.subscribe(AgreementLapsed, handlers.follow_lapse)
    papers.register_contacts(queries.opens_contacts)
    _connect_matching()
    register("families.case", matching.search_for_family)
    register("guardians.guardian", matching.search_for_guardian)
    helpers.register_families(lambda guardian_id: len(queries.seats_of(guardian_id)))
    register("families.case", panels.pairs_of_family)
    register("guardians.guardian", panels.pairs_of_guardian)


def _connect_matching() -> None:
    """What changed is looked at again within a minute (B40)."""
    from uchastie.crm.families.events import FamilyWaiting, NeedChanged
    from uchastie.crm.guardians.events import GuardianChanged, GuardianReady
    from uchastie.crm.guardianship.events import PairDeclined, PairEnded, PairProposed
    from uchastie.crm.matching import handlers, jobs, panels
    from uchastie.kernel import bus
    from uchastie.kernel.jobs import schedule
    from uchastie.kernel.panels import register

    bus.subscribe(FamilyWaiting, handlers.follow_family)
    bus.subscribe(NeedChanged, handlers.follow_family)
    bus.subscribe(GuardianReady, handlers.follow_guardian)
    bus.subscribe(GuardianChanged, handlers.follow_guardian)
    bus.subscribe(PairProposed, handlers.follow_pair)
    bus.subscribe(PairDeclined, handlers.follow_pair)
    bus.subscribe(PairEnded, handlers.follow_pair)
    register("oversight.today", panels.new_coincidences)
    schedule("find_coincidences", jobs.find_coincidences, every=dt.timedelta(seconds=30))


def _connect_followup() -> None:
    """Support of pairs: calls begin with the help and end with it."""
    from uchastie.crm.followup import handlers, jobs, panels
    from uchastie.crm.guardianship.events import HelpStarted, PairEnded, StartMoved
    from uchastie.kernel import bus
    from uchastie.kernel.jobs import schedule
    from uchastie.kernel.panels import register

    bus.subscribe(HelpStarted, handlers.begin_calls)
    bus.subscribe(StartMoved, handlers.move_calls)
    bus.subscribe(PairEnded, handlers.end_calls)
    register("guardianship.pair", panels.support_of_pair)
    register("families.case", panels.support_of_family)
    register("guardians.guardian", panels.support_of_guardian)
    schedule("extend_calls", jobs.extend_calls, at=dt.time(3, 52))


def _connect_agreements() -> None:
    """Papers between guardians, headquarters and families: what they open, where they are shown, what they hear."""
    from uchastie.crm.agreements import guards as contacts
    from uchastie.crm.agreements import handlers, jobs, panels
    from uchastie.crm.agreements.actions import SCAN
    from uchastie.crm.agreements.events import AgreementInForce, AgreementLapsed
    from uchastie.crm.agreements.handlers import may_open_scan
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.documents import guards as files
    from uchastie.crm.guardians import guards as guardians
    from uchastie.crm.guardians import handlers as gates
    from uchastie.crm.guardianship import queries as guardianship
    from uchastie.kernel import bus
    from uchastie.kernel.jobs import schedule
    from uchastie.kernel.panels import register

    bus.subscribe(ConsentWithdrawn, handlers.close_transfer)
    guardians.register_gate(panels.gates_of_guardian)
    bus.subscribe(AgreementInForce, gates.follow_papers)
    bus.subscribe(AgreementLapsed, gates.follow_papers)
    contacts.register_contacts(guardianship.opens_contacts)
    files.register(SCAN, may_open_scan)
    register("guardians.guardian", panels.agreements_of_guardian)
    register("families.case", panels.agreements_of_family)
    schedule("turn_day_of_agreements", jobs.turn_day, every=dt.timedelta(hours=1))
    schedule("forget_signing_codes", jobs.forget_old_codes, at=dt.time(3, 18))


def _connect_stories() -> None:
    """Stories: they end with the consent they stand on."""
    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.documents import guards as files
    from uchastie.crm.guardian_cabinet import panels
    from uchastie.crm.stories import handlers, jobs
    from uchastie.crm.stories.actions import PHOTO
    from uchastie.kernel import bus
    from uchastie.kernel.jobs import schedule
    from uchastie.kernel.panels import register

    bus.subscribe(ConsentWithdrawn, handlers.follow_receipt)
    register("cabinet.home", panels.stories_of_person)
    files.register(PHOTO, handlers.may_open_photo)
    schedule("remove_expired_stories", jobs.remove_expired_stories, at=dt.time(3, 54))


def _connect_family_cabinet() -> None:
    """«Моя семья»: the way in, what it writes, what it is told."""
    from uchastie.crm.cabinet import guards as doors
    from uchastie.crm.families import queries as families
    from uchastie.crm.family_cabinet import handlers, panels
    from uchastie.crm.family_cabinet.events import AppealSent
    from uchastie.crm.guardianship.events import VisitPlanned
    from uchastie.kernel import bus
    from uchastie.kernel.panels import register

    bus.subscribe(AppealSent, handlers.tell_answerers)
    bus.subscribe(VisitPlanned, handlers.tell_of_visit)
    doors.register_number(families.find_speaker)
    register("cabinet.home", panels.family_of_person)
    register("families.case", panels.appeals_of_case)


def _connect_guardian_cabinet() -> None:
    """«Кабинет опекуна»: the way in, and what its representative is told."""
    from uchastie.crm.cabinet import guards as doors
    from uchastie.crm.families.events import NeedChanged
    from uchastie.crm.followup.events import HelpDisputed
    from uchastie.crm.guardian_cabinet import handlers, panels
    from uchastie.crm.guardians import queries as guardians
    from uchastie.crm.guardians.events import GuardianDecided, GuardianReady
    from uchastie.crm.guardianship.events import PairEnded, PairProposed, VisitCancelled
    from uchastie.kernel import bus
    from uchastie.kernel.panels import register

    bus.subscribe(GuardianDecided, handlers.tell_decision)
    bus.subscribe(GuardianReady, handlers.tell_ready)
    bus.subscribe(PairProposed, handlers.tell_proposal)
    bus.subscribe(NeedChanged, handlers.tell_needs)
    bus.subscribe(HelpDisputed, handlers.tell_dispute)
    bus.subscribe(PairEnded, handlers.tell_end)
    bus.subscribe(VisitCancelled, handlers.tell_visit)
    doors.register_number(guardians.find_representative)
    register("cabinet.home", panels.guardians_of_person)


def _connect_headquarters() -> None:
    """What the coordinators hear of their pairs, and what becomes of the families of one who leaves."""
    from uchastie.crm.agreements.events import AgreementLapsed
    from uchastie.crm.families import handlers as families
    from uchastie.crm.followup.events import CallsDisagree, HelpDisputed, HelpLogged, ReportSent
    from uchastie.crm.guardians.events import GuardianChanged
    from uchastie.crm.network import guards as staff
    from uchastie.crm.oversight import handlers
    from uchastie.kernel import bus

    bus.subscribe(CallsDisagree, handlers.tell_difference)
    bus.subscribe(HelpDisputed, handlers.tell_dispute)
    bus.subscribe(HelpLogged, handlers.ask_family)
    bus.subscribe(ReportSent, handlers.tell_report)
    bus.subscribe(GuardianChanged, handlers.tell_pause)
    bus.subscribe(AgreementLapsed, handlers.tell_lapse)
    staff.register_work("families", families.led_families())


def _schedule() -> None:
    """What happens by itself; the rest stands with those it belongs to."""
    from uchastie.crm.guardians import jobs as guardians
    from uchastie.crm.oversight import jobs as oversight
    from uchastie.kernel.jobs import schedule

    schedule("tell_of_time", oversight.tell_of_time, every=dt.timedelta(minutes=15))
    schedule("take_snapshots", oversight.take_snapshots, every=dt.timedelta(minutes=5))
    schedule("end_pauses", guardians.end_pauses, at=dt.time(3, 32))
