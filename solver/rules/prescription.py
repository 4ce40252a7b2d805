"""The dose follows the athlete's ladder."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    pass


class Prescription(Rule[RuleParameters]):
    """Amount, effort and rest are the athlete's own; only sets are chosen."""

    id = "prescription"
    words = (
        "Repetitions, effort and rest follow the athlete's ladder for each form; the sets are 2 up to the "
        "ladder's number."
    )
    source = "Loading ladder: Luckin-Baldwin 2021, ACSM 2009 (evidence D8, F8); rest: evidence E2-E5."
    parameters = RuleParameters

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Compare each written dose with the ladder; the model knows no other dose."""
        for session in week.sessions:
            for item in session.items:
                dose = case.doses[item.exercise.id]
                if dose is None:
                    continue
                where = f"{session.day.name}/{item.exercise.id}"
                if not 2 <= item.sets <= dose.max_sets:
                    yield self.finding(where, f"{item.sets} sets, the ladder gives 2 to {dose.max_sets}")
                if (item.amount, item.rpe, item.rest) != (dose.amount, dose.rpe, dose.rest):
                    yield self.finding(
                        where,
                        f"{item.amount} @ RPE {item.rpe} with {item.rest} s rest, the ladder gives "
                        f"{dose.amount} @ RPE {dose.rpe} with {dose.rest} s",
                    )
