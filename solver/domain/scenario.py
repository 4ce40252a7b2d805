"""The scenario: one document that says everything a plan depends on."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from solver.domain.athlete import Athlete, Identifier
from solver.domain.base import DayName, Noun
from solver.domain.exercise import Exercise
from solver.domain.week import Day, Kilometres, Week

Format = Literal["full_body", "little_and_often"]
PinDay = Literal[DayName, "any"]
SessionCount = Annotated[int, Field(ge=0, le=7)]

_DEFAULT_SESSIONS: dict[Format, tuple[int, int, int]] = {
    "full_body": (1, 2, 3),
    "little_and_often": (1, 3, 4),
}


class SessionsWanted(Noun):
    """How many strength sessions the week shall have."""

    min: SessionCount | None = None
    target: SessionCount | None = None
    max: SessionCount | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        given = [value for value in (self.min, self.target, self.max) if value is not None]
        if given != sorted(given):
            raise ValueError("sessions need min <= target <= max")
        return self


class Policy(Noun):
    """Choices on which coaches disagree, so the runner's coach makes them."""

    consolidation: Literal["neutral", "hard_days", "easy_days"] = "neutral"
    """Where sessions go: on hard days (easy days stay easy), off them, or anywhere."""
    modality: Literal["one_per_session", "mixed", "free_weights", "bands"] = "one_per_session"
    """Free weights or bands in a session, both, or only one of them all week."""
    pairing: bool = True
    """Alternate two exercises, one resting while the other works."""
    power: bool = False
    """Plan jumps and other explosive work."""


class LastRace(Noun):
    """A race before this week."""

    days_ago: Annotated[int, Field(ge=1, le=60)]
    """Days from the race to this week's Monday."""
    distance_km: Kilometres


class Scenario(Noun):
    """A runner's week, the same document as scenario file, API body and notebook object."""

    name: Annotated[str, Field(max_length=200)] = "Unnamed week"
    athlete: Athlete = Athlete()
    equipment: tuple[Identifier, ...] = ()
    """What there is at the usual place; bodyweight is implied, a table is not."""
    places: dict[Identifier, tuple[Identifier, ...]] = Field(default_factory=dict)
    """Other places and the equipment there."""
    format: Format = "full_body"
    """full_body: 2-3 sessions of up to 40 minutes; little_and_often: 3-4 of up to 20."""
    sessions: SessionsWanted = SessionsWanted()
    strength_minutes: Annotated[int, Field(ge=0, le=1440)] | None = None
    """Minutes on every day that does not say its own; without it such a day has none."""
    pace_min_per_km: Annotated[float, Field(ge=2, le=20, allow_inf_nan=False)] = 6.0
    """Minutes per kilometre that turn a run's distance into minutes."""
    week: Week = Week()
    previous_day: Day | None = None
    """The day before Monday, in place of this week's Sunday."""
    next_day: Day | None = None
    """The day after Sunday, in place of this week's Monday."""
    policy: Policy = Policy()
    last_week: tuple[Identifier, ...] | None = None
    """Exercises of last week's plan, for continuity and novelty."""
    last_race: LastRace | None = None
    pins: dict[PinDay, Literal["session", "rest"] | tuple[Identifier, ...]] = Field(default_factory=dict)
    """Exercises that must be on a day, ``session`` for any session there, ``rest`` for none; under
    ``any`` exercises that must be in the week, on whichever day."""
    rules: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Parameters of rules and goals, by id."""
    exercises: tuple[Exercise, ...] = ()
    """Exercises of the user's own; one with a known id replaces it."""

    @field_validator("pins")
    @classmethod
    def _any_names_exercises(cls, pins: dict[PinDay, Any]) -> dict[PinDay, Any]:
        if isinstance(pins.get("any"), str):
            raise ValueError("pins.any is a list of exercises; session and rest belong to a day")
        return pins

    @property
    def sessions_wanted(self) -> tuple[int, int, int]:
        """Minimum, target and maximum number of sessions, defaults filled in around what was said."""
        low, target, high = _DEFAULT_SESSIONS[self.format]
        wanted = self.sessions
        floor = wanted.min if wanted.min is not None else 0
        ceiling = wanted.max if wanted.max is not None else 7
        target = wanted.target if wanted.target is not None else min(max(target, floor), ceiling)
        high = wanted.max if wanted.max is not None else max(high, target)
        low = wanted.min if wanted.min is not None else min(low, target)
        return low, target, high
