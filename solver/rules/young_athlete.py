"""Young athletes train gently."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters
from solver.rules.wording import named

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class YoungAthleteParameters(RuleParameters):
    """Bounds for ages 13 to 17; lowering them is allowed, raising them is not."""

    max_sets: Annotated[int, Field(ge=2, le=3)] = 3
    min_reps: Annotated[int, Field(ge=6, le=15)] = 6
    max_reps: Annotated[int, Field(ge=6, le=15)] = 15
    max_rpe: Annotated[int, Field(ge=6, le=8)] = 8
    session_fatigue: Annotated[int, Field(ge=1, le=12)] = 12
    """Lower-body fatigue points of a session."""


class YoungAthlete(Rule[YoungAthleteParameters]):
    """Ages 13 to 17."""

    id = "young_athlete"
    words = (
        "Ages 13 to 17: one to three sets of 6 to 15 repetitions, RPE 8 at most, 12 fatigue points "
        "a session, "
        "no weight vest, always supervised; under 13 nothing is planned."
    )
    source = "Blagrove 2020, Lloyd 2014, Faigenbaum 2009 (evidence N4, O)."
    safety = True
    parameters = YoungAthleteParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close forms that cannot be done in 6 to 15 repetitions, or only with more effort."""
        if not case.athlete.is_young:
            return False
        settings, dose = self.of(case), case.doses[exercise.id]
        if dose is None or dose.rpe > settings.max_rpe:
            return True
        return exercise.dose_unit == "reps" and not settings.min_reps <= dose.amount <= settings.max_reps

    def post(self, model: "WeekModel") -> None:
        """Bound fatigue and sets; repetitions and effort are in the dose."""
        if not model.case.athlete.is_young:
            return
        settings = self.of(model.case)
        for day in model.sessions:
            label = Label(self.id, DAYS[day])
            model.program.at_most([(model.fatigue(day), 1)], 8 * settings.session_fatigue, label)
        for slot in model.slots:
            for extra in slot.more[max(0, settings.max_sets - 2) :]:
                model.program.at_most([(extra, 1)], 0, Label(self.id, slot.exercise.id))

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say what is too much in exercises, and what the age allows."""
        forms, others = named(case, subjects)
        settings = self.of(case)
        said = [f"“{form.name}” {self._too_much(case, form)} at ages 13 to 17." for form in forms]
        if others:
            said.append(
                f"At ages 13 to 17 an exercise has at most {settings.max_sets} sets, {settings.min_reps} to "
                f"{settings.max_reps} repetitions and RPE {settings.max_rpe}, and a session at most "
                f"{settings.session_fatigue} points of leg fatigue."
            )
        return " ".join(said)

    def _too_much(self, case: Case, exercise: Exercise) -> str:
        settings, dose = self.of(case), case.doses[exercise.id]
        wanted = f"{settings.min_reps} to {settings.max_reps}"
        if dose is None:
            return f"cannot be done with the {wanted} repetitions that are right"
        if dose.rpe > settings.max_rpe:
            return f"is done at RPE {dose.rpe}, more than the {settings.max_rpe} that are right"
        if self.closes(case, 0, exercise):
            return f"is done with {dose.amount} repetitions, not the {wanted} that are right"
        return f"has at most {settings.max_sets} sets"

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at sets, repetitions, effort and fatigue."""
        if not case.athlete.is_young:
            return
        settings = self.of(case)
        for session in week.sessions:
            if session.fatigue > 8 * settings.session_fatigue:
                message = f"{session.fatigue / 8:g} fatigue points, {settings.session_fatigue} are allowed"
                yield self.finding(session.day.name, message)
            for item in session.items:
                reps = item.amount if item.exercise.dose_unit == "reps" else settings.min_reps
                if (
                    item.sets > settings.max_sets
                    or item.rpe > settings.max_rpe
                    or not settings.min_reps <= reps <= settings.max_reps
                ):
                    where = f"{session.day.name}/{item.exercise.id}"
                    yield self.finding(
                        where, f"{item.sets}x{item.amount} @ RPE {item.rpe} is not for this age"
                    )
