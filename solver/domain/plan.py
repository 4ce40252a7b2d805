"""The plan: pure data, everything a person is shown and a judge can recompute."""

from typing import Annotated, Literal

from pydantic import Field

from solver.domain.base import DayName, Noun
from solver.domain.exercise import DoseUnit, Muscle

Outcome = Literal["optimal", "feasible", "infeasible", "unknown"]


class PlannedExercise(Noun):
    """One exercise of a session, in the order it is done.

    A plan written by a person needs ``exercise`` and ``sets`` only; what is left out is filled
    in from the athlete's ladder before it is judged.
    """

    exercise: str
    sets: Annotated[int, Field(ge=1, le=20)]
    name: str | None = None
    amount: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Repetitions, seconds, metres or contacts of one set, per side."""
    unit: DoseUnit | None = None
    per_side: bool | None = None
    rpe: Annotated[int, Field(ge=1, le=10)] | None = None
    """Rating of perceived exertion, 10 minus the repetitions in reserve."""
    rest_seconds: Annotated[int, Field(ge=0, le=900)] | None = None
    prescription: str | None = None
    """The dose in gym notation, for instance ``3x8/side @ RPE 7``."""
    pair: Annotated[str, Field(max_length=2)] | None = None
    """Exercises of a session with the same letter alternate set by set."""
    primary_muscles: tuple[Muscle, ...] | None = None
    secondary_muscles: tuple[Muscle, ...] | None = None
    serves: tuple[str, ...] | None = None
    """Ids of the goals and rules this exercise counts toward."""


class PlannedSession(Noun):
    """One strength session."""

    day: DayName
    exercises: Annotated[tuple[PlannedExercise, ...], Field(max_length=40)]
    place: str | None = None
    """Where; the scenario's place for the day."""
    start: str | None = None
    """When, relative to the day's runs."""
    minutes: int | None = None
    """Length, rounded up to whole minutes."""
    seconds: int | None = None
    """Length by the time formula."""
    modality: Literal["bodyweight", "free_weights", "bands", "mixed"] | None = None
    fatigue: float | None = None
    """Lower-body fatigue points."""
    warm_up: tuple[str, ...] | None = None


class MuscleDose(Noun):
    """Weekly sets of one muscle group against its band; halves are sets of secondary work."""

    group: str
    sets: float
    floor: float
    target: float
    cap: float


class Coverage(Noun):
    """How often something was trained against how often it should be."""

    what: str
    reached: int
    wanted: int


class Balance(Noun):
    """Two sides of a balance, in sets, and the band their ratio should lie in."""

    what: str
    sides: tuple[str, str]
    sets: tuple[float, float]
    band: str
    outside: int
    """Half-sets outside the band, 0 inside; None is never used."""
    open: bool
    """False when the athlete has no exercise for one side, so that nothing is asked."""


class Weekly(Noun):
    """The week as a whole."""

    muscles: tuple[MuscleDose, ...]
    coverage: tuple[Coverage, ...]
    balance: tuple[Balance, ...]
    free_days: tuple[DayName, ...]
    """Days with neither run, vest, other sport nor strength."""


class GoalValue(Noun):
    """One goal: how far it is missed, 0 when it is met."""

    id: str
    value: int
    weight: int


class TierValue(Noun):
    """One tier of goals: its weighted value, the proved lower bound, and the goals inside."""

    tier: int
    name: str
    value: int
    bound: int
    goals: tuple[GoalValue, ...]

    @property
    def proved(self) -> bool:
        """True when nothing better exists."""
        return self.bound >= self.value


class Note(Noun):
    """Something a reader of the plan must know."""

    kind: Literal["safety", "rule_off", "rule_changed", "goal_missed", "input", "limit", "training"]
    about: str
    """Id of the rule, goal or input it speaks of."""
    text: str


class Provenance(Noun):
    """Where the plan comes from, enough to make it again."""

    strongstride: str
    catalogue: str
    ortools: str
    seed: int
    request_hash: str
    deterministic_time: float
    """CP-SAT's deterministic time units over all solves."""
    reproducible: bool
    """False when a wall-clock limit or an interruption decided the outcome."""


class Timing(Noun):
    """The only fields that differ between two runs of the same request."""

    wall_seconds: float
    cpu_seconds: float


class Plan(Noun):
    """A strength week, or the honest statement that there is none.

    ``sessions`` alone is enough for the judge; everything else is recomputed and compared.
    """

    format_version: Literal[1] = 1
    name: str | None = None
    outcome: Outcome | None = None
    tiers: tuple[TierValue, ...] | None = None
    sessions: Annotated[tuple[PlannedSession, ...], Field(max_length=50)] = ()
    weekly: Weekly | None = None
    notes: tuple[Note, ...] | None = None
    provenance: Provenance | None = None
    timing: Timing | None = None
