"""The wiring of «Добро.Взаимно»: communities and the board of asks and offers."""


def connect_neighbours() -> None:
    """Called once by `wiring.connect`."""
    _connect_communities()
    _connect_neighbours()


def _connect_communities() -> None:
    """Nothing is connected yet."""


def _connect_neighbours() -> None:
    """The board: the way in, what it shows elsewhere, what it counts, what it does by itself."""
    import datetime as dt

    from uchastie.crm.consents.events import ConsentWithdrawn
    from uchastie.crm.neighbours import handlers, jobs, panels
    from uchastie.crm.neighbours.queries.figures import figures
    from uchastie.kernel import bus, measures
    from uchastie.kernel.jobs import schedule
    from uchastie.kernel.panels import register

    bus.subscribe(ConsentWithdrawn, handlers.leave_board)
    register("cabinet.home", panels.neighbours_of_person)
    register("families.case", panels.shown_of_case)
    register("desk.request", panels.shown_of_request)
    for measure in figures():
        measures.register(measure)
    schedule("keep_promises_of_neighbours", jobs.keep_promises, every=dt.timedelta(minutes=15))
    schedule("expire_old_notices", jobs.expire_old, at=dt.time(3, 58))
    schedule("send_weekly_to_neighbours", jobs.send_weekly, every=dt.timedelta(days=7))
