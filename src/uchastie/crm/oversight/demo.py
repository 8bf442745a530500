"""The reports of the last days of one region, each taken at its own 18:00."""

import datetime as dt

from uchastie.crm.network import queries as network
from uchastie.crm.oversight.actions.snapshots import take_day
from uchastie.crm.oversight.rules import last_day, moment_of
from uchastie.kernel import clock

REGION = "66"
DAYS = 7


def make() -> None:
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    if unit is None:
        return
    last = last_day(clock.now(), unit.zone)
    for back in range(DAYS - 1, -1, -1):
        day = last - dt.timedelta(days=back)
        with clock.at(moment_of(day, unit.zone) + dt.timedelta(minutes=2)):
            take_day(unit, day)
