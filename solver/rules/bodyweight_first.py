"""Movement competence comes before load."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters
from solver.rules.wording import named


class BodyweightFirst(Rule[RuleParameters]):
    """A form is earned when it is not above the athlete's level and one of its prerequisites."""

    id = "bodyweight_first"
    words = (
        "A form is earned when it is not above the athlete's level and one of its prerequisites, if "
        "it has any, is mastered."
    )
    source = (
        "Source text: practise with bodyweight before adding resistance; Blagrove and Hooper (evidence D2)."
    )
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the forms concerned."""
        return not case.is_earned(exercise)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about exercises, and about all of them."""
        forms, others = named(case, subjects)
        said = [f"“{form.name}” comes too early for you: {_missing(case, form)}." for form in forms]
        return " ".join([*said, *["Only exercises that you are ready for can be planned."] * others])

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every exercise of every session."""
        for session in week.sessions:
            for item in session.items:
                if not case.is_earned(item.exercise):
                    yield self.finding(
                        f"{session.day.name}/{item.exercise.id}",
                        "this form is not earned yet: it is above the athlete's level, "
                        "or what comes before it is not mastered",
                    )


def _missing(case: Case, form: Exercise) -> str:
    if form.level_index > case.athlete.level_index:
        return f"it is for {form.level} lifters"
    earlier = (case.catalogue[one].name for one in form.prerequisite_id if one in case.catalogue)
    return f"first master {' or '.join(f'“{name}”' for name in earlier)}"
