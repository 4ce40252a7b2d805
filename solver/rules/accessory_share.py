"""Accessories stay accessories."""

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


class AccessoryParameters(RuleParameters):
    """How much of a week accessories may be."""

    one_in: Annotated[int, Field(ge=1, le=100)] = 4
    """One set in so many may be an accessory's."""
    sessions: Annotated[int, Field(ge=0, le=7)] = 2
    """Sessions in which one accessory may come."""
    sets: Annotated[int, Field(ge=0, le=50)] = 4
    """Weekly sets of one accessory."""


class AccessoryShare(Rule[AccessoryParameters]):
    """A week is built of main exercises."""

    id = "accessory_share"
    words = "Accessories are at most a quarter of weekly sets, each in at most two sessions and four sets."
    source = "Engineering default: without it weeks fill with tibialis raises (evidence C12)."
    parameters = AccessoryParameters

    def post(self, model: "WeekModel") -> None:
        """Bound accessories together and each."""
        settings, program = self.of(model.case), model.program
        share = model.per_set(model.slots, lambda slot: settings.one_in * slot.exercise.accessory - 1)
        program.at_most(share, 0, Label(self.id, WEEK))
        for form in model.forms:
            if form.accessory:
                slots, label = model.of_form(form.id), Label(self.id, form.id)
                program.at_most([(slot.on, 1) for slot in slots], settings.sessions, label)
                program.at_most(model.per_set(slots, lambda slot: 1), settings.sets, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say what they may be together, and each of them."""
        settings = self.of(case)
        share = f"one set in {settings.one_in} together, and " if settings.one_in > 1 else ""
        return (
            f"Small isolation exercises get at most {share}{settings.sets} sets a week in "
            f"{settings.sessions} session{'s' * (settings.sessions != 1)} each."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count accessories together and each."""
        settings = self.of(case)
        accessories = [item for item in week.items if item.exercise.accessory]
        sets, total = sum(item.sets for item in accessories), sum(item.sets for item in week.items)
        if settings.one_in * sets > total:
            message = f"{sets} of {total} weekly sets are accessories, one in {settings.one_in} is allowed"
            yield self.finding(WEEK, message)
        for form in sorted({item.exercise.id for item in accessories}):
            own = [item.sets for item in accessories if item.exercise.id == form]
            if len(own) > settings.sessions or sum(own) > settings.sets:
                yield self.finding(
                    form,
                    f"this accessory comes in {len(own)} sessions with {sum(own)} sets, "
                    f"{settings.sessions} and {settings.sets} are allowed",
                )
