"""How a region looks on the control board (B9)."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    BAD = "bad"  # a connection is overdue
    WARN = "warn"  # calls were missed, or the snapshot has not come
    OK = "ok"
    EMPTY = "wait"  # nobody coordinates


@dataclass(frozen=True, slots=True)
class Control:
    """What is wrong in a region at this moment; counts of the headquarters' own work, so they are exact."""

    overdue: int = 0
    missed: int = 0
    report: bool = True
    coordinated: bool = True
    families: int = 0  # of a region without a coordinator: nobody leads them

    @property
    def abandoned(self) -> bool:
        """Families are there and nobody leads them: the federal team must name a coordinator."""
        return not self.coordinated and self.families > 0

    @property
    def tone(self) -> Tone:
        if self.overdue:
            return Tone.BAD
        if self.coordinated and (self.missed or not self.report):
            return Tone.WARN
        return Tone.OK if self.coordinated else Tone.EMPTY

    @property
    def words(self) -> str:
        parts = []
        if self.overdue:
            parts.append(f"просрочено соединений: {self.overdue}")
        if self.missed:
            parts.append(f"просрочено созвонов: {self.missed}")
        if self.coordinated and not self.report:
            parts.append("нет снимка")
        if not self.coordinated:
            parts.append("нет координатора, а семьи есть" if self.families else "нет координатора")
        return ", ".join(parts) or "всё в срок"

    @property
    def weight(self) -> tuple[bool, int, int, bool]:
        """Whom to call first: the heaviest comes first when sorted downwards."""
        return (self.abandoned, self.overdue, self.missed, self.coordinated and not self.report)
