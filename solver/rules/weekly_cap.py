"""No muscle gets too much."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import MUSCLE_GROUPS
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import WEEK, Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Sets = Annotated[int, Field(ge=0, le=100)]


class WeeklyCapParameters(RuleParameters):
    """Weekly sets per muscle group, fractional, and primary sets in one session."""

    beginner: Sets = 10
    intermediate: Sets = 12
    advanced: Sets = 14
    glutes_beginner: Sets = 15
    glutes_intermediate: Sets = 18
    glutes_advanced: Sets = 21
    trunk: Sets = 16
    session: Sets = 6
    """Primary sets per group and session."""

    def cap(self, group: str, level: str) -> int:
        """Return the most weekly sets of a group at a level."""
        if group == "trunk":
            return self.trunk
        most: int = getattr(self, f"glutes_{level}" if group == "glutes" else level)
        return most


class WeeklyCap(Rule[WeeklyCapParameters]):
    """An upper bound on what a muscle group does in a week and in a session."""

    id = "weekly_cap"
    words = (
        "Weekly sets per muscle group stay under a cap (primary sets count 1, secondary 0.5), and "
        "a group gets "
        "at most 6 primary sets in a session."
    )
    source = "Fractional sets: Pelland 2024; caps: evidence C3-C5 and C8, partly engineering defaults."
    parameters = WeeklyCapParameters

    def post(self, model: "WeekModel") -> None:
        """Bound each group's week and session."""
        settings, level = self.of(model.case), model.case.athlete.level
        for group in MUSCLE_GROUPS:
            most = 2 * settings.cap(group, level)
            model.program.at_most([(model.half_sets(group), 1)], most, Label(self.id, group))
            for day in model.sessions:
                label = Label(self.id, f"{DAYS[day]}/{group}")
                model.program.at_most(model.primary_sets(day, group), settings.session, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say the caps of the athlete's level."""
        settings, level = self.of(case), case.athlete.level
        most, glutes, core = (settings.cap(group, level) for group in ("quads", "glutes", "trunk"))
        return (
            f"A muscle group gets at most {most} sets a week (glutes {glutes}, core {core}; sets in which it "
            f"only helps count half), and {settings.session} in a session."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Add up each group's week and session."""
        settings = self.of(case)
        for group in MUSCLE_GROUPS:
            most, sets = settings.cap(group, case.athlete.level), week.half_sets(group) / 2
            if sets > most:
                yield self.finding(WEEK, f"{group} get {sets:g} weekly sets, {most} are allowed")
            for session in week.sessions:
                primary = session.primary_sets(group)
                if primary > settings.session:
                    message = (
                        f"{group} get {primary} primary sets in a session, {settings.session} are allowed"
                    )
                    yield self.finding(session.day.name, message)
