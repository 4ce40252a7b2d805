"""No three hinges in a row."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import Movement
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel

_NAMES: dict[Movement, str] = {
    "knee": "knee-dominant",
    "hip": "hip-dominant",
    "push": "push",
    "pull": "pull",
    "calf": "calf",
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
            for movement, name in _NAMES.items():
                same = [(slot.on, 1) for slot in model.on_day(day) if slot.exercise.movement == movement]
                if len(same) > most:
                    model.program.at_most(same, most, Label(self.id, f"{DAYS[day]}/{name}"))

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it in short."""
        most = self.of(case).per_session
        return (
            f"A session has at most {most} exercise{'s' * (most != 1)} of each movement: squat or lunge, "
            "hinge or bridge, push, pull, calf. Small extra exercises do not count."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count each movement of each session."""
        most = self.of(case).per_session
        for session in week.sessions:
            for movement, name in _NAMES.items():
                count = sum(1 for item in session.items if item.exercise.movement == movement)
                if count > most:
                    message = f"{count} {name} exercises in a session, {most} are allowed"
                    yield self.finding(session.day.name, message)
