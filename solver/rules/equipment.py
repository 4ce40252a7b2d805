"""Only what can be done where the session is."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters


class Equipment(Rule[RuleParameters]):
    """Every exercise is possible with one of its equipment sets at the day's place."""

    id = "equipment"
    words = "Every exercise is possible with one of its equipment sets at the day's place."
    source = "Product rule."
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the forms concerned."""
        return not case.has_equipment(exercise, day)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about exercises, or about all of them."""
        forms = [case.catalogue[form] for form in subjects if form in case.catalogue]
        if not forms:
            return "Only exercises that your equipment allows can be planned."
        return " ".join(f"{form.name} needs what is not there: {_needed(form)}." for form in forms)

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every exercise of every session."""
        for session in week.sessions:
            for item in session.items:
                if not case.has_equipment(item.exercise, session.day.index):
                    yield self.finding(
                        f"{session.day.name}/{item.exercise.id}",
                        "the equipment for it is not at that day's place",
                    )


def _needed(form: Exercise) -> str:
    return " or ".join(" and ".join(item.replace("_", " ") for item in one) for one in form.equipment_sets)
