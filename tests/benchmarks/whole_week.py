"""The whole-week model solved tier by tier: how a solver is used that is told nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from solver.domain.scenario import Scenario
from solver.model.builder import build
from solver.program import Program, Terms
from solver.specification import case_of
from tests.benchmarks.measuring import Answer, CpuLimit, Status


@dataclass(frozen=True)
class Found:
    """One solve; values of all variables if there is a solution."""

    status: Status
    values: Sequence[int] | None


class Backend(Protocol):
    """A solver that holds the rows of a program."""

    def minimise(self, terms: Terms, start: Sequence[int] | None) -> Found:
        """Minimise from a solution that is known."""
        ...

    def at_most(self, terms: Terms, value: int) -> None:
        """Add a row."""
        ...


def lexicographic(
    scenario: Scenario, limit: CpuLimit, backend_of: Callable[[Program, CpuLimit], Backend]
) -> Answer:
    """Minimise tier after tier; one that is at its least possible value needs no solve."""
    built = build(case_of(scenario))
    program, values = built.model.program, None
    backend, vector = backend_of(program, limit), dict[int, int]()
    for tier, terms in built.tiers.items():
        if values is None or value_of(terms, values) > program.bounds(terms)[0]:
            found = backend.minimise(terms, values)
            if found.status != "optimal" or found.values is None:
                return Answer(_unproved(found, values), {})
            values = found.values
        vector[tier] = value_of(terms, values)
        backend.at_most(terms, vector[tier])
    return Answer("optimal", vector)


def _unproved(found: Found, values: Sequence[int] | None) -> Status:
    """Return what is known when a tier was not proved; a plan of an earlier tier is still a plan."""
    return "feasible" if found.status == "unknown" and values is not None else found.status


def value_of(terms: Terms, values: Sequence[int]) -> int:
    """Return the value of a linear expression."""
    return sum(coefficient * values[variable] for variable, coefficient in terms)
