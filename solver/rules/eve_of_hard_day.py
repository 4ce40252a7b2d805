"""Fresh legs for the hard day."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.calendar import DayFacts
from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAY_WORDS, DAYS, listed, listed_days
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class EveParameters(RuleParameters):
    """What is too much on the eve of a hard day."""

    max_fatigue_cost: Annotated[int, Field(ge=0, le=3)] = 2
    """The highest fatigue cost per set of an exercise."""


class EveOfHardDay(Rule[EveParameters]):
    """Light legs before quality, long runs and races."""

    id = "eve_of_hard_day"
    words = (
        "On the eve of a hard day the session is light: no exercise with fatigue cost 3, no jump, no new leg "
        "exercise, and few fatigue points in all."
    )
    source = (
        "Lifting tires legs for a day and more (Doma 2017, 2019; Burt 2013); 6 points is an engineering "
        "default (evidence B5, B15), definitions.light_fatigue."
    )
    parameters = EveParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close what tires legs most."""
        if not case.calendar.is_eve_of_hard(day):
            return False
        if exercise.fatigue_cost > self.of(case).max_fatigue_cost or exercise.pattern == "jump":
            return True
        return exercise.fatigue_cost > 0 and case.is_new(exercise)

    def post(self, model: "WeekModel") -> None:
        """Bound the fatigue of the session."""
        for day in model.sessions:
            if model.case.calendar.is_eve_of_hard(day):
                label = Label(self.id, DAYS[day])
                model.program.at_most([(model.fatigue(day), 1)], model.case.light_fatigue, label)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say which hard days follow, and what that leaves."""
        days = list(dict.fromkeys(subject.partition("/")[0] for subject in subjects))
        following = [case.calendar.next_to(DAYS.index(day), 1) for day in sorted(days, key=DAYS.index)]
        hard = [f"{_called(day)} ({_hardness(day)})" for day in following if day is not None and day.is_hard]
        if not hard:
            return self.words
        verb = "are hard days" if len(hard) > 1 else "is a hard day"
        return (
            f"Legs stay light on {listed_days(days)}, because {listed(hard)} {verb}: no jumps, nothing new "
            "or heavy for the legs, and little in all."
        )

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every session before a hard day."""
        for session in week.sessions:
            following = case.calendar.next_to(session.day.index, 1)
            if following is None or not following.is_hard:
                continue
            if session.fatigue > case.light_fatigue:
                yield self.finding(
                    session.day.name,
                    f"{session.fatigue / 8:g} fatigue points on the eve of a hard day, "
                    f"{case.light_fatigue / 8:g} are allowed",
                )
            for item in session.items:
                if reason := self._too_much(case, item.exercise, item.is_new):
                    yield self.finding(f"{session.day.name}/{item.exercise.id}", reason)

    def _too_much(self, case: Case, exercise: Exercise, is_new: bool) -> str | None:
        if exercise.pattern == "jump":
            return "a jump on the eve of a hard day"
        if exercise.fatigue_cost > self.of(case).max_fatigue_cost:
            return f"fatigue cost {exercise.fatigue_cost} on the eve of a hard day"
        if is_new and exercise.fatigue_cost:
            return "a new leg exercise on the eve of a hard day"
        return None


def _called(day: DayFacts) -> str:
    return DAY_WORDS[day.name] if 0 <= day.index < len(DAYS) else "the day after this week"


def _hardness(day: DayFacts) -> str:
    """Return what makes a day hard, as the runner wrote it."""
    runs = {"race": "race", "long": "long run", "quality": "quality run"}
    said = [words for kind, words in runs.items() if kind in day.kinds]
    long = day.definitions.long_sport_minutes
    said += [sport.sport for sport in day.day.all_other if sport.hard or (sport.minutes or 0) >= long]
    return listed(said)
