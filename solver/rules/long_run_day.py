"""Strength and the long run stay apart."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import listed_days
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters


class LongRunDay(Rule[RuleParameters]):
    """No strength on a day with a long run or other sport as long as one."""

    id = "long_run_day"
    words = "No strength on a day with a long run or other sport as long as one."
    source = "The source text keeps strength away from long-run days (evidence B1)."
    parameters = RuleParameters

    def closes_day(self, case: Case, day: int) -> bool:
        """Close the day."""
        return case.days[day].is_long

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about days."""
        days = listed_days(subjects)
        return (
            f"{days} have long runs, or other sport as long as one: no strength training then."
            if len(subjects) > 1
            else f"{days} has a long run, or other sport as long as one: no strength training then."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for sessions on such days."""
        for session in week.sessions:
            if session.day.is_long:
                yield self.finding(session.day.name, "there is a session on the day of a long run")
