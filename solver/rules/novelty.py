"""New load comes slowly."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import WEEK, Rule, RuleParameters
from solver.rules.wording import named, quoted

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class NoveltyParameters(RuleParameters):
    """How much may be new."""

    new_forms: Annotated[int, Field(ge=0, le=60)] = 2
    """Loaded forms that were not in last week's plan."""


class Novelty(Rule[NoveltyParameters]):
    """Muscles get sore from what is new."""

    id = "novelty"
    words = (
        "When last week's plan is known, at most two loaded forms are new, with two sets each; in the first "
        "week of lifting only bodyweight and bands are used, two sets at RPE 6."
    )
    source = "Repeated-bout effect (review PMC3575608); the figures are engineering defaults (evidence F8)."
    parameters = NoveltyParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close weights in the first week of lifting."""
        return case.athlete.weeks == 0 and exercise.modality not in ("bodyweight", "bands")

    def post(self, model: "WeekModel") -> None:
        """Count new forms; their two sets are in the dose."""
        new = [(model.used(form.id), 1) for form in model.forms if model.case.is_new(form)]
        model.program.at_most(new, self.of(model.case).new_forms, Label(self.id, WEEK))

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say what of the rule concerns the athlete."""
        forms, others = named(case, subjects)
        most, said = self.of(case).new_forms, []
        if case.athlete.weeks == 0:
            waiting = quoted(form.name for form in forms) if forms else "weights and machines"
            said.append(
                f"In your first week of lifting {waiting} must wait: only bodyweight and bands are used."
            )
        if case.athlete.weeks or (others and case.scenario.last_week is not None):
            said.append(
                f"At most {most} exercise{'s' * (most != 1)} with weights, bands or machines may be new "
                "since last week."
            )
        return " ".join(said)

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count new forms, and look at sets and loads that come too early."""
        new = [form for form in week.forms.values() if case.is_new(form)]
        most = self.of(case).new_forms
        if len(new) > most:
            yield self.finding(WEEK, f"{len(new)} loaded forms are new, {most} are allowed")
        for session in week.sessions:
            for item in session.items:
                where = f"{session.day.name}/{item.exercise.id}"
                if item.is_new and item.sets > 2:
                    yield self.finding(where, f"{item.sets} sets of a new form, 2 are allowed")
                if case.athlete.weeks == 0 and item.exercise.modality in ("free_weights", "other"):
                    yield self.finding(where, "weights in the first week of lifting")
                if case.athlete.weeks == 0 and (item.sets > 2 or item.rpe > 6):
                    yield self.finding(where, "more than two sets at RPE 6 in the first week of lifting")
