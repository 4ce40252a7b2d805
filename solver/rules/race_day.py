"""Strength around races."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import Field

from solver.catalogue.calendar import DayFacts, recovery_days
from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAY_WORDS, DAYS, listed_days
from solver.domain.judgement import Finding
from solver.domain.week import Priority
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class RaceDayParameters(RuleParameters):
    """Days without strength before an important race."""

    days_before: Annotated[int, Field(ge=0, le=6)] = 2
    """Days before an A or B race without strength."""


class Race(NamedTuple):
    """A race as the words of the rule name it; ``at`` counts days from this week's Monday."""

    at: int
    distance_km: float | None
    priority: Priority | None
    taper_days: int
    recovery_days: int

    @property
    def name(self) -> str:
        """Return ``the 10 km race (priority B)``."""
        distance = f" {self.distance_km:g} km" if self.distance_km else ""
        priority = f" (priority {self.priority})" if self.priority else ""
        return f"the{distance} race{priority}"

    @property
    def when(self) -> str:
        """Return ``on Saturday``, or how far before or after the week it is."""
        if 0 <= self.at < len(DAYS):
            return f"on {DAY_WORDS[DAYS[self.at]]}"
        if self.at >= len(DAYS):
            return "on the day after this week"
        days = -self.at
        return f"{days} day{'s' * (days != 1)} before this week's Monday"


class RaceDay(Rule[RaceDayParameters]):
    """Fresh for the race, and gentle after it."""

    id = "race_day"
    words = (
        "No strength on the day of an A or B race nor on the two days before; a C race closes its own day "
        "and keeps the day before light; legs stay light for 4, 6 or 9 days before an A race (up to 10 km, "
        "half-marathon, longer) and for 2, 3, 7 or 14 days after any race (5 km, 10 km, "
        "half-marathon, longer)."
    )
    source = (
        "Taper and recovery as coaches practise them (evidence B9, G2, G3, G7, secondary); the figures are "
        "engineering defaults; light is definitions.light_fatigue."
    )
    parameters = RaceDayParameters

    def closes_day(self, case: Case, day: int) -> bool:
        """Close race days and the days before important ones."""
        if case.days[day].race is not None:
            return True
        return any(self._important(case, day, ahead) for ahead in range(1, self.of(case).days_before + 1))

    @staticmethod
    def _important(case: Case, day: int, ahead: int) -> bool:
        later = case.calendar.next_to(day, ahead)
        return later is not None and later.race in ("A", "B")

    def post(self, model: "WeekModel") -> None:
        """Keep legs light before an A race, on the eve of a C race and after any race."""
        for day in model.sessions:
            if model.case.is_race_light(day):
                label = Label(self.id, model.case.days[day].name)
                model.program.at_most([(model.fatigue(day), 1)], model.case.light_fatigue, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say about each day which race closes it or keeps it light, days of one race together."""
        closed: dict[Race, list[str]] = {}
        light: dict[tuple[str, Race], list[str]] = {}
        for day in subjects:
            index = DAYS.index(day)
            if self.closes_day(case, index):
                closed.setdefault(self._closing(case, index), []).append(day)
            elif case.is_race_light(index):
                light.setdefault(_lightening(case, index), []).append(day)
        said = [_closed_words(race, days) for race, days in closed.items()]
        said += [_light_words(when, race, days) for (when, race), days in light.items()]
        return " ".join(said) or self.words

    def _closing(self, case: Case, day: int) -> "Race":
        """Return the race of the day, or the nearest important one that it is too close before."""
        window = self.of(case).days_before
        races = [race for race in _races(case) if day <= race.at <= day + window]
        return next(race for race in races if race.at == day or race.priority in ("A", "B"))

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at the days around each race."""
        window = self.of(case).days_before
        for session in week.sessions:
            day = session.day
            ahead = [case.calendar.next_to(day.index, step) for step in range(1, window + 1)]
            if day.race:
                yield self.finding(day.name, "there is a session on race day")
            elif any(later is not None and later.race in ("A", "B") for later in ahead):
                yield self.finding(
                    day.name, f"there is a session within {window} days before an important race"
                )
            elif case.is_race_light(day.index) and session.fatigue > case.light_fatigue:
                yield self.finding(
                    day.name,
                    f"{session.fatigue / 8:g} fatigue points so close to a race, "
                    f"{case.light_fatigue / 8:g} are allowed",
                )


def _races(case: Case) -> list[Race]:
    """Return the races that are known, in order."""
    near = [day for day in (case.calendar.before, *case.days, case.calendar.after) if day is not None]
    races = [_race(day) for day in near if day.race]
    if last := case.scenario.last_race:
        races.append(Race(-last.days_ago, last.distance_km, None, 0, recovery_days(last.distance_km)))
    return sorted(races, key=lambda race: race.at)


def _race(day: DayFacts) -> Race:
    """Return a day's race, the longest of those that matter most to the runner."""
    distances = [run.distance_km for run in day.day.all_runs if run.race_priority == day.race]
    longest = max((distance for distance in distances if distance), default=None)
    return Race(day.index, longest, day.race, day.taper_days, day.recovery_days)


def _lightening(case: Case, day: int) -> tuple[str, Race]:
    """Return the race that keeps legs light, and whether the day is before or after it."""
    races = _races(case)
    eve = [race for race in races if race.at == day + 1 and race.priority == "C"]
    taper = [race for race in races if race.at - race.taper_days <= day < race.at]
    after = [race for race in races if race.at < day <= race.at + race.recovery_days]
    if before := eve or taper:
        return "before", before[0]
    return "after", after[-1]


def _closed_words(race: Race, days: list[str]) -> str:
    own = [day for day in days if DAYS.index(day) == race.at]
    before = [day for day in days if day not in own]
    on = "these days" if len(days) > 1 else "it"
    said = []
    if own:
        said.append(f"{listed_days(own)} is the day of {race.name}")
    if before:
        verb = "are" if len(before) > 1 else "is"
        it = "it" if own else f"{race.name} {race.when}"
        said.append(f"{listed_days(before)} {verb} too close before {it}")
    return f"{', and '.join(said)}: no strength training on {on}."


def _light_words(when: str, race: Race, days: list[str]) -> str:
    return f"Legs stay light on {listed_days(days)}, {when} {race.name} {race.when}."
