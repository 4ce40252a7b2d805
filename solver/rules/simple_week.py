"""Few different exercises."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import WEEK, Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Forms = Annotated[int, Field(ge=1, le=60)]


class SimpleWeekParameters(RuleParameters):
    """Distinct exercises in a week."""

    beginner: Forms = 10
    two_sessions: Forms = 14
    more_sessions: Forms = 17


class SimpleWeek(Rule[SimpleWeekParameters]):
    """A week that can be remembered."""

    id = "simple_week"
    words = "Distinct exercises in the week: at most 10 for beginners, else 14 for two sessions, 17 for more."
    source = "Source text: simple and repetitive; the figures are engineering defaults (evidence L9)."
    parameters = SimpleWeekParameters

    def post(self, model: "WeekModel") -> None:
        """Count distinct exercises; a third session allows more."""
        settings, program, label = self.of(model.case), model.program, Label(self.id, WEEK)
        used = [(model.used(form.id), 1) for form in model.forms]
        if model.case.athlete.level == "beginner":
            program.at_most(used, settings.beginner, label)
            return
        many = program.boolean("more_than_two_sessions")
        program.at_least([*model.session_terms, (many, -3)], 0)
        extra = settings.more_sessions - settings.two_sessions
        if extra < 0:
            program.at_most([*model.session_terms, (many, -5)], 2)
        program.at_most([*used, (many, -extra)], settings.two_sessions, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say how many exercises a week may have."""
        settings = self.of(case)
        if case.athlete.level == "beginner":
            return f"A beginner's week has at most {settings.beginner} different exercises."
        return (
            f"A week has at most {settings.two_sessions} different exercises, {settings.more_sessions} from "
            "three sessions on."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count distinct exercises."""
        settings = self.of(case)
        most = settings.two_sessions if len(week.sessions) <= 2 else settings.more_sessions
        if case.athlete.level == "beginner":
            most = settings.beginner
        if len(week.forms) > most:
            yield self.finding(WEEK, f"{len(week.forms)} distinct exercises, {most} are allowed")
