"""HiGHS on one thread, on the rows of the whole week. It and OR-Tools cannot share a process."""

import sys
from collections.abc import Sequence

import highspy
import numpy as np

from solver.domain.scenario import Scenario
from solver.program import Program, Terms
from tests.benchmarks.measuring import Answer, CpuLimit, Status
from tests.benchmarks.whole_week import Found, lexicographic

_STATUS: dict[highspy.HighsModelStatus, Status] = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
}


def answer(scenario: Scenario, limit: CpuLimit) -> Answer:
    """Plan the week."""
    assert "ortools" not in sys.modules
    return lexicographic(scenario, limit, _Highs)


class _Highs:
    def __init__(self, program: Program, limit: CpuLimit) -> None:
        self._size = len(program.lows)
        self._highs = highspy.Highs()
        options: dict[str, bool | int | float | str] = {
            "output_flag": False,
            "threads": 1,
            "parallel": "off",
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.0,
            "time_limit": limit.wall,
        }
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._add_variables(program)
        for row in program.rows:
            self._add_row(row.terms, row.low, row.high)
        self._highs.cbMipInterrupt += lambda event: event.interrupt() if limit.is_set() else None

    def _add_variables(self, program: Program) -> None:
        self._columns = np.arange(self._size, dtype=np.int32)
        lows, highs = (np.array(ends, dtype=np.float64) for ends in (program.lows, program.highs))
        self._highs.addVars(self._size, lows, highs)
        whole = np.full(self._size, highspy.HighsVarType.kInteger.value, dtype=np.uint8)
        self._highs.changeColsIntegrality(self._size, self._columns, whole)

    def _add_row(self, terms: Terms, low: int | None, high: int | None) -> None:
        merged = _merged(terms)
        ends = (
            -highspy.kHighsInf if low is None else float(low),
            highspy.kHighsInf if high is None else float(high),
        )
        columns, factors = (
            np.array(list(merged), dtype=np.int32),
            np.array(list(merged.values()), dtype=float),
        )
        self._highs.addRow(*ends, len(merged), columns, factors)

    def minimise(self, terms: Terms, start: Sequence[int] | None) -> Found:
        costs = np.zeros(self._size)
        for variable, factor in _merged(terms).items():
            costs[variable] = factor
        self._highs.changeColsCost(self._size, self._columns, costs)
        if start is not None:
            self._highs.setSolution(self._size, self._columns, np.array(start, dtype=float))
        self._highs.run()
        status = _STATUS.get(self._highs.getModelStatus(), "unknown")
        if status != "optimal":
            return Found(status, None)
        return Found(status, [round(value) for value in self._highs.getSolution().col_value])

    def at_most(self, terms: Terms, value: int) -> None:
        self._add_row(terms, None, value)


def _merged(terms: Terms) -> dict[int, int]:
    merged: dict[int, int] = {}
    for variable, factor in terms:
        merged[variable] = merged.get(variable, 0) + factor
    return merged
