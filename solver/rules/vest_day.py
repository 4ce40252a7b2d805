"""Strength and the weight vest stay apart."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import listed_days
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters


class VestDay(Rule[RuleParameters]):
    """No strength on a day with 10 minutes or more in a weight vest."""

    id = "vest_day"
    words = "No strength on a day with 10 minutes or more in a weight vest."
    source = (
        "The source text keeps strength away from vest days; the threshold is an engineering default "
        "(evidence B2) and the parameter vest_minutes of definitions."
    )
    parameters = RuleParameters

    def closes_day(self, case: Case, day: int) -> bool:
        """Close the day."""
        return case.days[day].is_vest

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about days."""
        days = listed_days(subjects)
        return (
            f"{days} are vest days: no strength training on them."
            if len(subjects) > 1
            else f"{days} is a vest day: no strength training on it."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for sessions on such days."""
        for session in week.sessions:
            if session.day.is_vest:
                yield self.finding(session.day.name, "there is a session on a day with a weight vest")
