"""One form of a movement in a session."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.judgement import Finding
from solver.program import Label, Var
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class OneForm(Rule[RuleParameters]):
    """No two forms of the same family side by side."""

    id = "one_form"
    words = "One form of a family in a session."
    source = "Product rule: variety inside a session."
    parameters = RuleParameters

    def post(self, model: "WeekModel") -> None:
        """Allow one form of each family a day."""
        for day in model.sessions:
            families: dict[str, list[Var]] = {}
            for slot in model.on_day(day):
                families.setdefault(slot.exercise.family, []).append(slot.on)
            for family, forms in families.items():
                if len(forms) > 1:
                    label = Label(self.id, f"{DAYS[day]}/{family}")
                    model.program.at_most([(form, 1) for form in forms], 1, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it in short."""
        return "A session holds only one version of the same exercise."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look for a family that comes twice."""
        for session in week.sessions:
            families = [item.exercise.family for item in session.items]
            for family in sorted({name for name in families if families.count(name) > 1}):
                yield self.finding(
                    session.day.name, f"{families.count(family)} forms of {family} in one session"
                )
