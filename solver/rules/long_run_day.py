"""Strength and the long run stay apart."""

from collections.abc import Iterator

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAY_WORDS
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

    def because(self, case: Case, subject: str) -> str:
        """Say it about a day."""
        return f"{DAY_WORDS[subject]} has a long run, or other sport as long as one, and strength stays away from it."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for sessions on such days."""
        for session in week.sessions:
            if session.day.is_long:
                yield self.finding(session.day.name, "there is a session on the day of a long run")
