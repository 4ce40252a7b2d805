"""The facts of each day that rules and goals speak of: hard, long, vest, eve, race."""

from dataclasses import dataclass
from functools import cached_property

from solver.catalogue.definitions import Definitions
from solver.domain.base import DAYS, DayName
from solver.domain.scenario import Scenario
from solver.domain.week import Day, Priority

#: Days of light legs after a race, by the longest distance (km) they apply to.
RECOVERY_DAYS: tuple[tuple[float, int], ...] = ((5.0, 2), (10.0, 3), (21.2, 7), (float("inf"), 14))
#: Days before an A race on which legs stay light, by the longest distance (km) they apply to.
TAPER_DAYS: tuple[tuple[float, int], ...] = ((10.0, 4), (21.2, 6), (float("inf"), 9))
#: The same day counts as straight after the run up to this many hours.
STRAIGHT_AFTER_RUN_HOURS = 0.5


@dataclass(frozen=True)
class DayFacts:
    """What one day holds, read from the scenario once."""

    index: int
    """0 Monday .. 6 Sunday; -1 and 7 for the neighbours of the week."""
    day: Day
    definitions: Definitions
    minutes: int = 0
    """Minutes for strength."""
    place: str | None = None
    equipment: frozenset[str] = frozenset()

    @property
    def name(self) -> DayName:
        """``mon`` .. ``sun``."""
        return DAYS[self.index % 7]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of the day's runs."""
        return frozenset(run.kind for run in self.day.all_runs)

    @property
    def has_run(self) -> bool:
        """Whether anything is run that day."""
        return bool(self.day.all_runs)

    @cached_property
    def is_long(self) -> bool:
        """A long run, or other sport of the length of one."""
        return "long" in self.kinds or any(
            (sport.minutes or 0) >= self.definitions.long_sport_minutes for sport in self.day.all_other
        )

    @cached_property
    def is_hard(self) -> bool:
        """Quality or long run, hard other sport, or a race."""
        return (
            self.is_long
            or bool(self.kinds & {"quality", "race"})
            or any(sport.hard for sport in self.day.all_other)
        )

    @cached_property
    def is_vest(self) -> bool:
        """Enough minutes in a weight vest to count; a vest of unknown length counts."""
        minutes = [activity.vest_minutes for activity in self.day.activities]
        return None in minutes or sum(m for m in minutes if m) >= self.definitions.vest_minutes

    @property
    def is_free(self) -> bool:
        """Neither run nor other sport."""
        return not self.day.activities

    @cached_property
    def race(self) -> Priority | None:
        """The most important race of the day."""
        return min((run.race_priority for run in self.day.all_runs if run.kind == "race"), default=None)

    @property
    def recovery_days(self) -> int:
        """Days of light legs after the day's races; 0 without a race."""
        distances = [run.distance_km or 0.0 for run in self.day.all_runs if run.kind == "race"]
        return recovery_days(max(distances)) if distances else 0

    @property
    def taper_days(self) -> int:
        """Days of light legs before the day's A races; 0 without one."""
        runs = [run for run in self.day.all_runs if run.kind == "race" and run.race_priority == "A"]
        longest = max((run.distance_km or 0.0 for run in runs), default=None)
        if longest is None:
            return 0
        return next(days for most, days in TAPER_DAYS if longest <= most)

    @property
    def hours_after_run(self) -> float | None:
        """Hours from the end of the last run to the session; None on a day without a run."""
        if not self.has_run:
            return None
        return self.day.strength.hours_after_run if self.day.strength else 0.0

    @property
    def is_straight_after_run(self) -> bool:
        """The runner comes warm from a run."""
        hours = self.hours_after_run
        return hours is not None and hours <= STRAIGHT_AFTER_RUN_HOURS


def recovery_days(distance_km: float) -> int:
    """Return the days of light legs after a race of ``distance_km``: 2, 3, 7 or 14."""
    return next(days for longest, days in RECOVERY_DAYS if distance_km <= longest)


@dataclass(frozen=True)
class Calendar:
    """The seven days and what lies next to them."""

    days: tuple[DayFacts, ...]
    before: DayFacts | None
    """The day before Monday when it is not this week's Sunday."""
    after: DayFacts | None
    """The day after Sunday when it is not this week's Monday."""
    wraps: bool
    """Whether Sunday and Monday of this week are neighbours."""

    def next_to(self, index: int, step: int) -> DayFacts | None:
        """Return the day ``step`` days from ``index``, None when it is beyond what is known."""
        other = index + step
        if 0 <= other <= 6:
            return self.days[other]
        replaced = self.before if other < 0 else self.after
        if replaced is not None:
            return replaced if other in (-1, 7) else None
        return self.days[other % 7] if self._cyclic else None

    @property
    def _cyclic(self) -> bool:
        return not any(day.race for day in self.days)

    def pairs(self, apart: int) -> tuple[tuple[int, int], ...]:
        """Return the pairs of days of this week that lie ``apart`` days apart, each pair once.

        In a week that repeats, Sunday and Monday are one day apart; nothing is further apart
        than three days then.
        """
        pairs = [(day, day + apart) for day in range(7 - apart)]
        if self.wraps:
            pairs += [(day, day + apart - 7) for day in range(7 - apart, 7)]
        return tuple(pairs)

    def is_eve_of_hard(self, index: int) -> bool:
        """Return whether it is the day before a hard day."""
        following = self.next_to(index, 1)
        return following is not None and following.is_hard

    def is_next_to_vest(self, index: int) -> bool:
        """Return whether it is the day before or after a vest day."""
        return any(
            day is not None and day.is_vest for day in (self.next_to(index, 1), self.next_to(index, -1))
        )

    def is_after_long(self, index: int) -> bool:
        """Return whether it is the day after a long run."""
        previous = self.next_to(index, -1)
        return previous is not None and previous.is_long

    def is_before_long(self, index: int, within: int) -> bool:
        """Return whether it is one of the ``within`` days before a long run."""
        later = (self.next_to(index, step) for step in range(1, within + 1))
        return any(day is not None and day.is_long for day in later)


def read_calendar(scenario: Scenario, definitions: Definitions) -> Calendar:
    """Read the week of ``scenario`` into facts."""
    default = scenario.strength_minutes or 0
    days = []
    for index, day in enumerate(scenario.week.days):
        strength = day.strength
        minutes = default if strength is None or strength.minutes is None else strength.minutes
        place = strength.place if strength else None
        equipment = scenario.equipment if place is None else scenario.places.get(place, ())
        days.append(DayFacts(index, day, definitions, minutes, place, frozenset(equipment)))

    def neighbour(day: Day | None, index: int) -> DayFacts | None:
        return None if day is None else DayFacts(index, day, definitions)

    before, after = neighbour(scenario.previous_day, -1), neighbour(scenario.next_day, 7)
    has_race = any(day.race for day in days)
    wraps = before is None and after is None and not has_race
    return Calendar(tuple(days), before, after, wraps)
