"""Strength around races."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS, listed_days
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class RaceDayParameters(RuleParameters):
    """Days without strength before an important race."""

    days_before: Annotated[int, Field(ge=0, le=6)] = 2
    """Days before an A or B race without strength."""


class RaceDay(Rule[RaceDayParameters]):
    """Fresh for the race, and gentle after it."""

    id = "race_day"
    words = (
        "No strength on the day of an A or B race nor on the two days before; a C race closes its own day "
        "and keeps the day before light; legs stay light for 4, 6 or 9 days before an A race (up to 10 km, "
        "half-marathon, longer) and for 2, 3, 7 or 14 days after any race (5 km, 10 km, "
        "half-marathon, longer)."
    )
    source = (
        "Taper and recovery as coaches practise them (evidence B9, G2, G3, G7, secondary); the figures are "
        "engineering defaults; light is definitions.light_fatigue."
    )
    parameters = RaceDayParameters

    def closes_day(self, case: Case, day: int) -> bool:
        """Close race days and the days before important ones."""
        if case.days[day].race is not None:
            return True
        return any(self._important(case, day, ahead) for ahead in range(1, self.of(case).days_before + 1))

    @staticmethod
    def _important(case: Case, day: int, ahead: int) -> bool:
        later = case.calendar.next_to(day, ahead)
        return later is not None and later.race in ("A", "B")

    def post(self, model: "WeekModel") -> None:
        """Keep legs light before an A race, on the eve of a C race and after any race."""
        for day in model.sessions:
            if model.case.is_race_light(day):
                label = Label(self.id, model.case.days[day].name)
                model.program.at_most([(model.fatigue(day), 1)], model.case.light_fatigue, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about days."""
        closed = [day for day in subjects if self.closes_day(case, DAYS.index(day))]
        light = [day for day in subjects if day not in closed]
        said = []
        if closed:
            said.append(
                f"No strength training on {listed_days(closed)}: a race, or too close before an important "
                "one."
            )
        if light:
            said.append(f"On {listed_days(light)} legs stay light, so close to a race.")
        return " ".join(said)

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at the days around each race."""
        window = self.of(case).days_before
        for session in week.sessions:
            day = session.day
            ahead = [case.calendar.next_to(day.index, step) for step in range(1, window + 1)]
            if day.race:
                yield self.finding(day.name, "there is a session on race day")
            elif any(later is not None and later.race in ("A", "B") for later in ahead):
                yield self.finding(
                    day.name, f"there is a session within {window} days before an important race"
                )
            elif case.is_race_light(day.index) and session.fatigue > case.light_fatigue:
                yield self.finding(
                    day.name,
                    f"{session.fatigue / 8:g} fatigue points so close to a race, "
                    f"{case.light_fatigue / 8:g} are allowed",
                )
