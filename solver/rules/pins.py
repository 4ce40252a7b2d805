"""What the user insists on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class Pins(Rule[RuleParameters]):
    """Pinned sessions and exercises are in the plan."""

    id = "pins"
    words = "What the user pinned to a day is kept."
    source = "Product rule: the user's own wish."
    parameters = RuleParameters

    def post(self, model: "WeekModel") -> None:
        """Require each pin; one that no slot can hold leaves a row that cannot be met."""
        for day, pinned in model.case.scenario.pins.items():
            index = DAYS.index(day)
            session = [(model.sessions[index], 1)] if index in model.sessions else []
            model.program.at_least(session, 1, Label(self.id, day))
            for form in () if pinned == "session" else pinned:
                slot = model.slot(index, form)
                model.program.at_least([(slot.on, 1)] if slot else [], 1, Label(self.id, f"{day}/{form}"))

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for each pin."""
        for day, pinned in case.scenario.pins.items():
            session = week.on(DAYS.index(day))
            planned = {item.exercise.id for item in session.items} if session else set()
            if session is None:
                yield self.finding(day, "a session is pinned here and none is planned")
            for form in () if pinned == "session" else pinned:
                if form not in planned:
                    yield self.finding(f"{day}/{form}", "this exercise is pinned here and not planned")
