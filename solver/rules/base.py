"""What a rule is: one room with three windows - its words, its constraint, its check."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import Noun
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding

if TYPE_CHECKING:
    from solver.model.week import WeekModel

WEEK = "week"
"""Subject of what concerns the whole week; other subjects are days and exercise ids."""


class RuleParameters(Noun):
    """Parameters every rule has."""

    enabled: bool = True
    """False switches the rule off; safety rules cannot be switched off."""


P = TypeVar("P", bound=RuleParameters)


class Rule(ABC, Generic[P]):
    """A hard rule.

    Constraint and check are written twice on purpose: they may share the facts of the `Case`,
    never each other's logic, so that an error in one is seen by the other.
    """

    id: ClassVar[str]
    words: ClassVar[str]
    """One sentence that a runner understands."""
    source: ClassVar[str]
    """Where the rule and its figures come from."""
    safety: ClassVar[bool] = False
    """Safety rules cannot be switched off nor offered for relaxing."""
    parameters: type[P]

    def of(self, case: Case) -> P:
        """Return the rule's parameters in this case."""
        return cast(P, case.parameters[self.id])

    def closes_day(self, case: Case, day: int) -> bool:
        """Whether no session may be on ``day``, whatever is in it."""
        return False

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Whether ``exercise`` may not be on ``day``, whatever else is planned."""
        return False

    def post(self, model: "WeekModel") -> None:
        """Post the rows that neither `closes_day` nor `closes` can say."""

    @abstractmethod
    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Yield every way in which the planned week breaks the rule."""

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say the rule about one subject or several, as a sentence a runner understands.

        Subjects are what the rule's rows are labelled with: days, exercises, ``all`` or ``week``.
        """
        return self.words

    def finding(self, subject: str, message: str) -> Finding:
        """Return a finding of this rule."""
        return Finding(rule=self.id, subject=subject, message=message)
