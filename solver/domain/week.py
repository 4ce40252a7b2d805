"""What the runner's week holds before any strength is planned."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from solver.domain.athlete import Identifier
from solver.domain.base import DAYS, DayName, Noun

RunKind = Literal["easy", "recovery", "quality", "long", "race"]
Priority = Literal["A", "B", "C"]
Minutes = Annotated[int, Field(ge=0, le=1440)]
Kilometres = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]


class Vest(Noun):
    """Part of an activity done in a weight vest."""

    minutes: Minutes
    """Minutes in the vest."""


class Activity(Noun):
    """What a run and another sport have in common."""

    minutes: Minutes | None = None
    """Minutes; left out they are worked out from the distance, else unknown."""
    vest: bool | Vest = False
    """True for the whole activity, or the minutes of it that are in a weight vest."""

    @property
    def vest_minutes(self) -> int | None:
        """Minutes in the vest: 0 for none, None for a whole activity of unknown length."""
        if isinstance(self.vest, Vest):
            return self.vest.minutes
        return self.minutes if self.vest else 0


class Run(Activity):
    """One run."""

    kind: RunKind
    """Quality covers tempo, intervals, hills and race pace."""
    distance_km: Kilometres | None = None
    """Kilometres; a race needs them."""
    priority: Priority | None = None
    """Races only: A (the default), B or C."""

    @model_validator(mode="after")
    def _race_fields(self) -> Self:
        if self.kind == "race" and self.distance_km is None:
            raise ValueError("a race needs its distance_km: the days of recovery after it depend on it")
        if self.kind != "race" and self.priority is not None:
            raise ValueError("priority belongs to races only: use kind: race, or leave priority out")
        return self

    @property
    def race_priority(self) -> Priority:
        """The priority of a race, A when it was not said."""
        return self.priority or "A"


class OtherSport(Activity):
    """Anything that is not a run: a ride, a swim, a ruck, a match."""

    sport: Annotated[str, Field(min_length=1, max_length=40)]
    """What it is, in the runner's words."""
    hard: bool = False
    """Hard counts like a quality run."""


class StrengthTime(Noun):
    """When and where there is room for strength training on a day."""

    minutes: Minutes | None = None
    """Minutes available; left out, the scenario's strength_minutes."""
    place: Identifier | None = None
    """One of the scenario's places; left out, the usual one."""
    hours_after_run: Annotated[float, Field(ge=0, le=24, allow_inf_nan=False)] = 0.0
    """Hours between the end of the day's last run and the session; 0 is straight after."""


class Day(Noun):
    """One day of the week."""

    run: Run | None = None
    """The day's run."""
    runs: Annotated[tuple[Run, ...], Field(max_length=5)] = ()
    """The day's runs, when there are several."""
    other: OtherSport | Annotated[tuple[OtherSport, ...], Field(max_length=5)] = ()
    """Other sport, one or several."""
    strength: StrengthTime | None = None
    """Room for strength training; left out, the scenario's strength_minutes."""

    @model_validator(mode="after")
    def _run_or_runs(self) -> Self:
        if self.run is not None and self.runs:
            raise ValueError("give run or runs, not both: put all runs of the day into runs")
        return self

    @property
    def all_runs(self) -> tuple[Run, ...]:
        """The day's runs in order."""
        return self.runs if self.run is None else (self.run,)

    @property
    def all_other(self) -> tuple[OtherSport, ...]:
        """The day's other sport in order."""
        return self.other if isinstance(self.other, tuple) else (self.other,)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Everything the day holds before strength."""
        return (*self.all_runs, *self.all_other)


class Week(Noun):
    """Seven days; one that is left out holds nothing."""

    mon: Day = Day()
    tue: Day = Day()
    wed: Day = Day()
    thu: Day = Day()
    fri: Day = Day()
    sat: Day = Day()
    sun: Day = Day()

    def day(self, name: DayName) -> Day:
        """Return the day called ``name``."""
        found: Day = getattr(self, name)
        return found

    @property
    def days(self) -> tuple[Day, ...]:
        """Monday to Sunday."""
        return tuple(self.day(name) for name in DAYS)
