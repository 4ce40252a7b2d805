"""Unlike a plan that is already there."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS, DayName, Noun
from solver.domain.exercise import MAIN_MOVEMENTS
from solver.domain.judgement import Finding
from solver.program import Label, Var
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

DAY_WEIGHT = 2
"""A session that moves to another day is noticed more than an exercise that is exchanged."""


class Outline(Noun):
    """What a person remembers of a plan: its days and its main exercises."""

    days: tuple[DayName, ...]
    mains: tuple[str, ...]


class UnlikeParameters(RuleParameters):
    """Plans to differ from, none by default."""

    plans: tuple[Outline, ...] = ()
    distance: Annotated[int, Field(ge=1, le=40)] = 4
    """Two for each day with a session in one plan only, one for each main exercise in one only."""


class Unlike(Rule[UnlikeParameters]):
    """Differ in ways a person notices: days and main exercises; sets, core and calves do not count."""

    id = "unlike"
    words = (
        "The plan differs from the plans it is told to be unlike: two points for each day with a "
        "session in one "
        "of them only, one for each main exercise in one of them only, at least 4 points in all."
    )
    source = "Product rule, for alternatives."
    parameters = UnlikeParameters

    def post(self, model: "WeekModel") -> None:
        """Require the distance from each plan; linear, since the other plan is known."""
        settings = self.of(model.case)
        for number, outline in enumerate(settings.plans):
            terms, same = self._distance(model, outline)
            model.program.at_least(terms, settings.distance - same, Label(self.id, str(number)))

    def _distance(self, model: "WeekModel", outline: Outline) -> tuple[list[tuple[Var, int]], int]:
        """Return the distance as terms and a constant."""
        terms: list[tuple[Var, int]] = []
        constant = DAY_WEIGHT * len(outline.days) + len(outline.mains)
        for day, session in model.sessions.items():
            terms.append((session, -DAY_WEIGHT if DAYS[day] in outline.days else DAY_WEIGHT))
        for form in model.forms:
            if form.movement in MAIN_MOVEMENTS:
                terms.append((model.used(form.id), -1 if form.id in outline.mains else 1))
        return terms, constant

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say what counts as different, and how much of it is asked for."""
        most = self.of(case).distance
        return (
            f"The plan must differ from those before it by {most} point{'s' * (most != 1)} or more: "
            f"{DAY_WEIGHT} for each other day, 1 for each other main exercise."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Measure the distance from each plan."""
        settings = self.of(case)
        days = {session.day.name for session in week.sessions}
        mains = {form.id for form in week.forms.values() if form.movement in MAIN_MOVEMENTS}
        for number, outline in enumerate(settings.plans):
            apart = DAY_WEIGHT * len(days ^ set(outline.days)) + len(mains ^ set(outline.mains))
            if apart < settings.distance:
                yield self.finding(
                    str(number), f"{apart} points from that plan, {settings.distance} are needed"
                )
