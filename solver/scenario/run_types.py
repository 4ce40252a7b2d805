"""From what run plans call a day to the runs and other sport of a scenario."""

from typing import Any

from solver.domain.week import Day, OtherSport, Run, RunKind, Week

#: Run type of a plan -> kind of run.
RUN_KINDS: dict[str, RunKind] = {
    "easy": "easy",
    "recovery": "recovery",
    "long": "long",
    "quality": "quality",
    "race_pace": "quality",
    "tempo": "quality",
    "intervals": "quality",
    "hills": "quality",
    "walk_run": "easy",
    "race": "race",
}
#: Run type of a plan -> name of an easy other sport.
OTHER_SPORTS: dict[str, str] = {"walk": "walk", "cross": "cross-training"}
REST = "rest"
STRENGTH = "strength"
RUN_TYPES = (*RUN_KINDS, *OTHER_SPORTS, REST, STRENGTH)
MOST_A_DAY = 5


def day_of(activities: list[Run | OtherSport]) -> Day:
    """Return the day that holds these activities, at most five runs and five of other sport."""
    runs = tuple(a for a in activities if isinstance(a, Run))
    other = tuple(a for a in activities if isinstance(a, OtherSport))
    said: dict[str, Any] = {}
    if len(runs) == 1:
        said["run"] = runs[0]
    elif runs:
        said["runs"] = runs
    if other:
        said["other"] = other[0] if len(other) == 1 else other
    return Day(**said)


def with_priorities(weeks: list[Week]) -> tuple[Week, ...]:
    """Return the weeks with the last race as the A race and the ones before it as C races."""
    races = [
        (number, name)
        for number, week in enumerate(weeks)
        for name in Week.model_fields
        if any(run.kind == "race" for run in getattr(week, name).all_runs)
    ]
    for number, name in races[:-1]:
        day: Day = getattr(weeks[number], name)
        update: dict[str, Any] = {"runs": tuple(map(_tune_up, day.runs))} if day.runs else {}
        if day.run is not None:
            update = {"run": _tune_up(day.run)}
        weeks[number] = weeks[number].model_copy(update={name: day.model_copy(update=update)})
    return tuple(weeks)


def _tune_up(run: Run) -> Run:
    if run.kind != "race" or run.priority is not None:
        return run
    return Run.model_validate({**run.model_dump(exclude_unset=True), "priority": "C"})
