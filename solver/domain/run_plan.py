"""A run plan: the runs and other sport of weeks in a row, before any strength is planned."""

from typing import Annotated

from pydantic import Field

from solver.domain.base import Noun
from solver.domain.problem import Problem
from solver.domain.week import Week


class RunPlan(Noun):
    """Weeks of running, the first one first."""

    id: Annotated[str, Field(min_length=1, max_length=80)]
    weeks: tuple[Week, ...]
    """Days hold runs and other sport, never room for strength."""


class LoadedRuns(Noun):
    """What was read of a file of run plans, and everything in it that was not taken as it stood."""

    plans: tuple[RunPlan, ...]
    problems: tuple[Problem, ...] = ()
    """What was not understood: read it before you plan with the rest."""
    notes: tuple[Problem, ...] = ()
    """What was understood and left out or changed on purpose, such as strength sessions."""
