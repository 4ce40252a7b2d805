"""Legs recover between sessions."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadSession, ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import LEG_GROUPS, MuscleGroup
from solver.domain.judgement import Finding
from solver.program import Label, Var
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Points = Annotated[int, Field(ge=0, le=200)]


class LegRecoveryParameters(RuleParameters):
    """Fatigue points of a session and of two days in a row."""

    session_beginner: Points = 12
    session_intermediate: Points = 21
    session_advanced: Points = 26
    session_older: Points = 16
    """From the age of definitions.older_from_age, if that is less."""
    two_days_beginner: Points = 14
    two_days_intermediate: Points = 22
    two_days_advanced: Points = 28
    group_sets: Annotated[int, Field(ge=1, le=20)] = 3
    """From so many primary sets a leg muscle group rests the next day."""

    def session(self, level: str, older: bool) -> int:
        """Return the most points of one session."""
        most: int = getattr(self, f"session_{level}")
        return min(most, self.session_older) if older else most

    def two_days(self, level: str) -> int:
        """Return the most points of two days in a row."""
        most: int = getattr(self, f"two_days_{level}")
        return most


class LegRecovery(Rule[LegRecoveryParameters]):
    """Not too much for the legs at once, nor two days in a row."""

    id = "leg_recovery"
    words = (
        "Fatigue points of a session and of two days in a row are bounded by level and age; no leg muscle "
        "group gets 3 or more primary sets on both of two consecutive days."
    )
    source = (
        "48 hours for a muscle group (Gonzalez-Badillo 2016, Moran-Navarro 2017; evidence B12); "
        "the points are "
        "engineering defaults (evidence O, N2)."
    )
    parameters = LegRecoveryParameters

    def post(self, model: "WeekModel") -> None:
        """Bound each session, each two days, and each group over two days."""
        case, program, settings = model.case, model.program, self.of(model.case)
        level = case.athlete.level
        most, together = 8 * settings.session(level, case.is_older), 8 * settings.two_days(level)
        for day in model.sessions:
            program.at_most([(model.fatigue(day), 1)], most, Label(self.id, DAYS[day]))
        for first, second in case.calendar.pairs(1):
            if first in model.sessions and second in model.sessions:
                label = Label(self.id, f"{DAYS[first]}+{DAYS[second]}")
                slack = max(0, most - together)
                either = [(model.sessions[first], slack), (model.sessions[second], slack)]
                fatigue = [(model.fatigue(first), 1), (model.fatigue(second), 1)]
                program.at_most([*fatigue, *either], together + 2 * slack, label)
                self._post_groups(model, first, second, label)

    def _post_groups(self, model: "WeekModel", first: int, second: int, label: Label) -> None:
        from_sets = self.of(model.case).group_sets
        for group in LEG_GROUPS:
            many = [self._many(model, day, group, from_sets) for day in (first, second)]
            model.program.at_most([(literal, 1) for literal in many], 1, label)

    @staticmethod
    def _many(model: "WeekModel", day: int, group: MuscleGroup, from_sets: int) -> Var:
        """Return a literal that is 1 at least when the group gets ``from_sets`` sets or more."""

        def make() -> Var:
            program, terms = model.program, model.primary_sets(day, group)
            literal = program.boolean(f"many[{group},{day}]")
            most = max(from_sets, program.bounds(terms)[1])
            program.at_most([*terms, (literal, from_sets - 1 - most)], from_sets - 1)
            return literal

        return model.once(("many", group, day, from_sets), make)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say the points of a session and of two days."""
        settings, level = self.of(case), case.athlete.level
        return (
            f"Legs need to recover: at most {settings.session(level, case.is_older)} points of leg fatigue "
            f"in a session, {settings.two_days(level)} on two days in a row, and no leg muscle "
            f"gets {settings.group_sets} sets or more on both."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Add up each session and each two days."""
        settings, level = self.of(case), case.athlete.level
        most = settings.session(level, case.is_older)
        for session in week.sessions:
            if session.fatigue > 8 * most:
                yield self.finding(
                    session.day.name,
                    f"{session.fatigue / 8:g} fatigue points in a session, {most} are allowed",
                )
        for first, second in case.calendar.pairs(1):
            before, after = week.on(first), week.on(second)
            if before and after:
                yield from self._two_days(settings.two_days(level), settings.group_sets, before, after)

    def _two_days(
        self, most: int, from_sets: int, before: ReadSession, after: ReadSession
    ) -> Iterator[Finding]:
        days = f"{before.day.name}+{after.day.name}"
        together = before.fatigue + after.fatigue
        if together > 8 * most:
            yield self.finding(days, f"{together / 8:g} fatigue points in two days, {most} are allowed")
        for group in LEG_GROUPS:
            sets = before.primary_sets(group), after.primary_sets(group)
            if min(sets) >= from_sets:
                yield self.finding(days, f"{group} get {sets[0]} and {sets[1]} sets on consecutive days")
