"""How many sessions a week has."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import WEEK, Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class Sessions(Rule[RuleParameters]):
    """Between the scenario's minimum and maximum, one a day at most."""

    id = "sessions"
    words = "The number of sessions is between the minimum and the maximum; one a day at most."
    source = "2-3 a week develop strength in trained runners (evidence A1, A2, A5)."
    parameters = RuleParameters

    def post(self, model: "WeekModel") -> None:
        """Bound the number of sessions; one a day is in the variables."""
        low, _, high = model.case.scenario.sessions_wanted
        model.program.at_least(model.session_terms, low, Label(self.id, "min"))
        model.program.at_most(model.session_terms, high, Label(self.id, "max"))

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say the wanted number, the least, the most or both."""
        low, _, high = case.scenario.sessions_wanted
        said = []
        if "min" in subjects:
            said.append(f"at least {low}")
        if "max" in subjects or not said:
            said.append(f"at most {high}")
        number = high if len(said) > 1 or "min" not in subjects else low
        return f"You want {' and '.join(said)} session{'s' * (number != 1)} in the week."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count the sessions."""
        low, _, high = case.scenario.sessions_wanted
        planned = [session.day.index for session in week.sessions]
        if not low <= len(planned) <= high:
            yield self.finding(WEEK, f"{len(planned)} sessions are planned, {low} to {high} are allowed")
        for day in sorted({day for day in planned if planned.count(day) > 1}):
            yield self.finding(DAYS[day], f"{planned.count(day)} sessions on one day, one is allowed")
