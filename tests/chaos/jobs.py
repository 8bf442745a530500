"""A job that takes its time and writes into a file when it begins and when it ends."""

import time
from pathlib import Path

from uchastie.kernel.jobs import job


@job
def take_time(file: str, seconds: float) -> None:
    log = Path(file)
    with log.open("a") as out:
        out.write("begin\n")
    time.sleep(seconds)
    with log.open("a") as out:
        out.write("end\n")
