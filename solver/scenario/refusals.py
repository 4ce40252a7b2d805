"""What is not planned here, in calm words: somebody should see this runner in person first."""

from collections.abc import Iterator

from solver.domain.base import DAYS
from solver.domain.problem import Problem
from solver.domain.scenario import Scenario
from solver.domain.week import Activity
from solver.domain.wording import pointer_to

YOUNGEST = 13


def refusals(scenario: Scenario) -> list[Problem]:
    """Return why a scenario is not planned; empty for almost everybody.

    The values themselves are health data and are not repeated.
    """
    return [*_too_young(scenario), *_red_flags(scenario), *_young_in_a_vest(scenario)]


def _too_young(scenario: Scenario) -> Iterator[Problem]:
    age = scenario.athlete.age
    if age is not None and age < YOUNGEST:
        yield _refusal(
            ("athlete", "age"),
            f"strength weeks are planned here from age {YOUNGEST} on",
            "a coach who sees younger athletes move is the right person to ask",
        )


def _red_flags(scenario: Scenario) -> Iterator[Problem]:
    if scenario.athlete.red_flags:
        yield _refusal(
            ("athlete", "red_flags"),
            "with what is stated here, strength training is not planned without a clinician",
            "please see a clinician first; this is a precaution, not a diagnosis",
        )


def _young_in_a_vest(scenario: Scenario) -> Iterator[Problem]:
    if not scenario.athlete.is_young:
        return
    for name in DAYS:
        day = scenario.week.day(name)
        if day.run is not None and _in_vest(day.run):
            yield _no_vest((name, "run"))
        for index, run in enumerate(day.runs):
            if _in_vest(run):
                yield _no_vest((name, "runs", index))
        for index, sport in enumerate(day.all_other):
            if _in_vest(sport):
                yield _no_vest((name, "other", index) if isinstance(day.other, tuple) else (name, "other"))


def _in_vest(activity: Activity) -> bool:
    return activity.vest_minutes != 0


def _no_vest(path: tuple[str | int, ...]) -> Problem:
    message = "from 13 to 17, weeks with a weight vest are not planned here"
    return _refusal(("week", *path, "vest"), message, "take the vest out")


def _refusal(path: tuple[str | int, ...], message: str, hint: str) -> Problem:
    return Problem(pointer=pointer_to(path), message=message, code="refused", hint=hint)
