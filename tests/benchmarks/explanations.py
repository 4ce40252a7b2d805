"""What explanations cost, as multiples of the ordinary solve of the same week in the same process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.instances import Instance, impossible, spread
from tests.benchmarks.measuring import Run, in_child

TARGETS = {"conflict": 2.0, "why-not": 2.0, "worth": 30.0, "alternatives": 10.0}
"""Times the median solve of the week, at most."""

_MODULE = "tests.benchmarks.asking"


@dataclass(frozen=True)
class Asked:
    """One question about a week.

    Attributes
    ----------
    about : what exactly was asked
    solve_seconds : median CPU seconds of the ordinary solve of this week
    finished : False when a limit ended the answer
    """

    question: str
    week: str
    about: str
    cpu: float
    solve_seconds: float
    finished: bool

    @property
    def ratio(self) -> float:
        """CPU seconds as a multiple of the week's own solve."""
        return self.cpu / self.solve_seconds


@dataclass(frozen=True)
class Cost:
    """All questions of one kind.

    Attributes
    ----------
    middle, worst : multiples of the own week's solve
    of_ordinary : the median answer as a multiple of the median solve of a week that has a plan
    within : how many kept to the target, finished
    """

    question: str
    count: int
    middle: float
    worst: float
    of_ordinary: float
    target: float
    within: int
    unfinished: int


def weeks_to_explain(weeks: Sequence[Instance], runs: Sequence[Run], count: int) -> list[Instance]:
    """Return weeks with a plan, evenly spread, and about as many without one."""
    status = {(run.group, run.name): run.answer.status for run in runs}
    possible = [week for week in weeks if status[week.group, week.name] == "optimal"]
    without = [week for week in weeks if status[week.group, week.name] == "infeasible"]
    known = {week.name for week in without}
    without += [week for week in impossible() if week.name not in known]
    return [*spread(possible, count), *spread(without, count)]


def ask(weeks: Sequence[Instance]) -> Iterator[tuple[Instance, list[Asked] | str]]:
    """Ask everything of each week, in one child process; a text says what went wrong."""
    tasks = [(week.name, week.scenario) for week in weeks]
    return zip(weeks, in_child(f"{_MODULE}:asked", _MODULE, tasks), strict=True)


def costs(found: Sequence[Asked], ordinary: float) -> list[Cost]:
    """Summarise answers; ``ordinary`` is the median CPU seconds of a week that has a plan."""
    return [
        _cost(question, [one for one in found if one.question == question], ordinary)
        for question in TARGETS
        if any(one.question == question for one in found)
    ]


def _cost(question: str, found: Sequence[Asked], ordinary: float) -> Cost:
    ratios, target = [one.ratio for one in found], TARGETS[question]
    return Cost(
        question=question,
        count=len(found),
        middle=median(ratios),
        worst=max(ratios),
        of_ordinary=median(one.cpu for one in found) / ordinary,
        target=target,
        within=sum(one.finished and one.ratio <= target for one in found),
        unfinished=sum(not one.finished for one in found),
    )
