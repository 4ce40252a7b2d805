"""Free weights or bands in a session."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class OneModality(Rule[RuleParameters]):
    """One kind of load a session."""

    id = "one_modality"
    words = (
        "Lower, unilateral and upper exercises of one session use free weights or bands, not both, "
        "unless the "
        "policy is mixed, and only what the policy names if it names one; bodyweight goes with either, "
        "accessories and core are exempt."
    )
    source = "Source text: one or the other, both only with caution (evidence L8)."
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the other modality when the policy names one."""
        only = case.scenario.policy.modality
        other = {"free_weights": "bands", "bands": "free_weights"}.get(only)
        return exercise.modality == other and _concerns(exercise)

    def post(self, model: "WeekModel") -> None:
        """Choose one modality a day, where both are open."""
        if model.case.scenario.policy.modality == "mixed":
            return
        for day in model.sessions:
            slots = [slot for slot in model.on_day(day) if _concerns(slot.exercise)]
            weights = [slot.on for slot in slots if slot.exercise.modality == "free_weights"]
            bands = [slot.on for slot in slots if slot.exercise.modality == "bands"]
            if not weights or not bands:
                continue
            label = Label(self.id, DAYS[day])
            with_weights = model.program.boolean(f"free_weights[{day}]")
            for on in weights:
                model.program.at_most([(on, 1), (with_weights, -1)], 0, label)
            for on in bands:
                model.program.at_most([(on, 1), (with_weights, 1)], 1, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say the policy."""
        only = case.scenario.policy.modality
        if only in ("free_weights", "bands"):
            loads = "free weights, not bands" if only == "free_weights" else "bands, not free weights"
            return f"You want {loads}, in the main exercises (all but core, explosive and small ones)."
        return "The main exercises of a session use free weights or bands, not both."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for sessions with both."""
        if case.scenario.policy.modality == "mixed":
            return
        only = case.scenario.policy.modality
        for session in week.sessions:
            used = {item.exercise.modality for item in session.items if _concerns(item.exercise)}
            if {"free_weights", "bands"} <= used:
                yield self.finding(session.day.name, "free weights and bands are mixed in one session")
            elif only in ("free_weights", "bands") and used & {"free_weights", "bands"} - {only}:
                yield self.finding(session.day.name, f"the policy allows {only} only")


def _concerns(exercise: Exercise) -> bool:
    return exercise.category in ("lower_compound", "unilateral", "upper_compound") and not exercise.accessory
