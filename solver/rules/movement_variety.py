"""No three hinges in a row."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.exercise import HIP_PATTERNS, KNEE_PATTERNS, PULL_PATTERNS, PUSH_PATTERNS, Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

_MOVEMENTS: dict[str, frozenset[str]] = {
    "knee-dominant": KNEE_PATTERNS,
    "hip-dominant": HIP_PATTERNS,
    "push": PUSH_PATTERNS,
    "pull": PULL_PATTERNS,
    "calf": frozenset({"calf"}),
}


class MovementVarietyParameters(RuleParameters):
    """How often one movement may come in a session."""

    per_session: Annotated[int, Field(ge=1, le=8)] = 2
    """Non-accessory exercises of one movement in a session."""


class MovementVariety(Rule[MovementVarietyParameters]):
    """A session is not one movement over and over."""

    id = "movement_variety"
    words = (
        "At most two knee-dominant, two hip-dominant, two push, two pull and two calf exercises in a session."
    )
    source = "Coaches' practice: different families can still be the same movement; an engineering default."
    parameters = MovementVarietyParameters

    def post(self, model: "WeekModel") -> None:
        """Count each movement of each day."""
        most = self.of(model.case).per_session
        for day in model.sessions:
            for movement in _MOVEMENTS:
                same = [(slot.on, 1) for slot in model.on_day(day) if _is(movement, slot.exercise)]
                if len(same) > most:
                    model.program.at_most(same, most, Label(self.id, f"{DAYS[day]}/{movement}"))

    def because(self, case: Case, subject: str) -> str:
        """Say it about a day."""
        return f"A session on {DAY_WORDS[subject[:3]]} has no movement more than twice."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count each movement of each session."""
        most = self.of(case).per_session
        for session in week.sessions:
            for movement in _MOVEMENTS:
                count = sum(1 for item in session.items if _is(movement, item.exercise))
                if count > most:
                    message = f"{count} {movement} exercises in a session, {most} are allowed"
                    yield self.finding(session.day.name, message)


def _is(movement: str, exercise: Exercise) -> bool:
    return not exercise.accessory and not exercise.is_power and exercise.pattern in _MOVEMENTS[movement]
