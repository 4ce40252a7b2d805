"""The run comes first."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from solver.catalogue.calendar import DayFacts
from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import listed_days
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters


class RunFirstParameters(RuleParameters):
    """Hours between a quality run and power work."""

    power_hours: Annotated[float, Field(ge=0, le=24, allow_inf_nan=False)] = 3.0
    """Hours after a quality run before explosive work."""


class RunFirst(Rule[RunFirstParameters]):
    """Strength follows the run; explosive work waits after a quality run."""

    id = "run_first"
    words = (
        "On a day with a run the run comes first; explosive work needs 3 hours or more after a quality run."
    )
    source = (
        "Source text; running suffers when strength comes first (Doma 2013) and explosive strength when both "
        "share a session (Schumann 2022; evidence B3, B4)."
    )
    parameters = RunFirstParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close explosive work too soon after a quality run."""
        return exercise.is_power and self._too_soon(case, case.days[day])

    def _too_soon(self, case: Case, day: DayFacts) -> bool:
        hours = day.hours_after_run
        return "quality" in day.kinds and hours is not None and hours < self.of(case).power_hours

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say how long explosive work waits, and where it would not."""
        hours = self.of(case).power_hours
        waits = f"Explosive work needs {hours:g} hour{'s' * (hours != 1)} after a quality run"
        days = [day.name for day in case.days if self._too_soon(case, day)]
        if not days:
            return f"{waits}."
        verb = "leave" if len(days) > 1 else "leaves"
        return f"{waits}, and {listed_days(days)} {verb} less."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for explosive work too soon after a quality run."""
        needed = self.of(case).power_hours
        for session in week.sessions:
            hours = session.day.hours_after_run
            if hours is None or hours >= needed or "quality" not in session.day.kinds:
                continue
            for item in session.items:
                if item.exercise.is_power:
                    yield self.finding(
                        f"{session.day.name}/{item.exercise.id}",
                        f"explosive work {hours:g} hours after a quality run, {needed:g} are needed",
                    )
