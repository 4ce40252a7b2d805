"""Pain decides what is left out."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import listed
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters


class Pain(Rule[RuleParameters]):
    """What hurts is left out."""

    id = "pain"
    words = (
        "What hurts is left out: mild pain excludes joint stress 3, moderate 2 and more, severe 1 and "
        "more; with Achilles pain jumps go first, and calf work stays unless it is severe."
    )
    source = (
        "Pain-monitoring model (Silbernagel 2007) and joint loads (Song 2023, Baxter 2021; evidence "
        "M); the levels of each form are engineering judgement."
    )
    safety = True
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the forms concerned."""
        return case.hurts(exercise)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about exercises, or about all of them."""
        forms = [case.catalogue[form] for form in subjects if form in case.catalogue]
        if not forms:
            return f"With {_pain(case)}, whatever loads it too much is left out."
        return " ".join(f"{form.name} is too much for you with {_pain(case)}." for form in forms)

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every exercise of every session."""
        for session in week.sessions:
            for item in session.items:
                if case.hurts(item.exercise):
                    yield self.finding(
                        f"{session.day.name}/{item.exercise.id}",
                        "it loads a joint that hurts too much for it",
                    )


def _pain(case: Case) -> str:
    hurting = [f"{how} {joint.replace('_', ' ')} pain" for joint, how in sorted(case.athlete.pain.items())]
    return listed(hurting or ["no pain"])
