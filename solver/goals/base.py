"""What a goal is: its words, its terms in the model, its measure on the plan."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, Generic, TypeVar, cast

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import Noun
from solver.domain.exercise import Exercise
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

OpenForms = Callable[[int], Sequence[Exercise]]
"""Day -> the exercises that are open on it."""
Tier = Annotated[int, Field(ge=1, le=9)]
Weight = Annotated[int, Field(ge=0, le=100)]

TIER_NAMES = {
    1: "sessions",
    2: "patterns",
    3: "placement",
    4: "coverage and balance",
    5: "dose",
    6: "familiarity",
}


class GoalParameters(Noun):
    """Parameters every goal has."""

    enabled: bool = True
    """False leaves the goal out."""
    tier: Tier
    """Lower tiers come first and are never traded for higher ones."""
    weight: Weight
    """How much one unit counts inside its tier."""
    at_most: Annotated[int, Field(ge=0, le=10000)] | None = None
    """Makes the goal a must: no plan may miss it by more than this."""


P = TypeVar("P", bound=GoalParameters)


class Goal(ABC, Generic[P]):
    """A goal: a whole number, 0 when it is met, that the plan makes as small as possible."""

    id: ClassVar[str]
    words: ClassVar[str]
    """What one unit of the value is, as a person would say it."""
    source: ClassVar[str]
    parameters: type[P]
    of_days: ClassVar[bool] = False
    """Whether the value follows from the days of the sessions alone, whatever is in them."""

    def of(self, case: Case) -> P:
        """Return the goal's parameters in this case."""
        return cast(P, case.parameters[self.id])

    @abstractmethod
    def terms(self, model: "WeekModel") -> Terms:
        """Post what the value needs and return it as terms, without its weight."""

    @abstractmethod
    def measure(self, case: Case, week: ReadWeek) -> int:
        """Return the value of a planned week."""

    def least(self, case: Case, days: ReadWeek, open_forms: OpenForms) -> int:
        """Return a value that no plan with sessions on these days can beat.

        ``days`` holds the sessions without exercises, ``open_forms`` tells which exercises no rule
        closes on a day. A bound too low only costs time, one too high would lose plans.
        """
        return self.measure(case, days) if self.of_days else 0
