"""Strength and the long run stay apart."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS, listed, listed_days
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
        """Say what each day holds, days alike together."""
        alike: dict[str, list[str]] = {}
        for day in subjects:
            alike.setdefault(_long_sport(case, day), []).append(day)
        return " ".join(_closed(days, sport) for sport, days in alike.items())

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for sessions on such days."""
        for session in week.sessions:
            if session.day.is_long:
                yield self.finding(session.day.name, "there is a session on the day of a long run")


def _long_sport(case: Case, day: str) -> str:
    """Return the other sport that weighs like a long run, empty when the day has the long run itself."""
    facts = case.days[DAYS.index(day)]
    if "long" in facts.kinds:
        return ""
    least = case.definitions.long_sport_minutes
    long = [sport for sport in facts.day.all_other if (sport.minutes or 0) >= least]
    return listed(f"{sport.sport}, {sport.minutes} minutes" for sport in long) if long else ""


def _closed(days: Sequence[str], sport: str) -> str:
    several = len(days) > 1
    if sport:
        what = f"{'have' if several else 'has'} other sport as long as a long run ({sport})"
    else:
        what = "are the days of the long runs" if several else "is the day of the long run"
    return f"{listed_days(days)} {what}: no strength training on {'them' if several else 'it'}."
