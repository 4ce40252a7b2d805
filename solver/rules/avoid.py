"""The athlete's own no."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import listed
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters


class Avoid(Rule[RuleParameters]):
    """What the athlete avoids is not planned."""

    id = "avoid"
    words = "What the athlete avoids is not planned."
    source = "Product rule: the user's own wish."
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the forms concerned."""
        return case.is_named(exercise, case.athlete.avoid)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say what is avoided."""
        forms = [case.catalogue[form].name for form in subjects if form in case.catalogue]
        return f"You avoid {listed(forms or sorted(case.athlete.avoid))}."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every exercise of every session."""
        for session in week.sessions:
            for item in session.items:
                if {item.exercise.id, item.exercise.family} & set(case.athlete.avoid):
                    yield self.finding(f"{session.day.name}/{item.exercise.id}", "the athlete avoids it")
