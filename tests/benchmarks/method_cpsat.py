"""CP-SAT with default parameters on one worker, on the rows of the whole week."""

from collections.abc import Sequence

from solver.domain.scenario import Scenario
from solver.program import Program, Terms
from solver.search import cpsat
from solver.search.limits import Budget, Limits
from tests.benchmarks.measuring import Answer, CpuLimit
from tests.benchmarks.method_ours import NO_LIMIT
from tests.benchmarks.method_ours_default import default_parameters
from tests.benchmarks.whole_week import Found, lexicographic


def answer(scenario: Scenario, limit: CpuLimit) -> Answer:
    """Plan the week."""
    cpsat._configure = default_parameters
    return lexicographic(scenario, limit, _CpSat)


class _CpSat:
    def __init__(self, program: Program, limit: CpuLimit) -> None:
        self._solver = cpsat.CpSat(program)
        self._budget = Budget(Limits(NO_LIMIT, limit.wall), limit)

    def minimise(self, terms: Terms, start: Sequence[int] | None) -> Found:
        solved = self._solver.minimise(terms, self._budget, hint=start)
        return Found(solved.status, solved.values)

    def at_most(self, terms: Terms, value: int) -> None:
        self._solver.add(terms, None, value)
