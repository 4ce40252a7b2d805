"""Rules of a week switched on and off, group by group: which of them can hold together."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import replace
from typing import Any, Generic, TypeVar

from solver.catalogue.case import Case
from solver.goals import GOALS
from solver.model.builder import build
from solver.program import Label, Program, Row, Var
from solver.search.cpsat import CpSat
from solver.search.limits import Budget
from solver.search.reduced import Reduced

_SHORT = 24
"""Terms of a row that may take part in a clash of few rows."""

G = TypeVar("G", bound=Hashable)


def without_wishes(case: Case) -> Case:
    """Return the case without goals, but for those that the scenario made a must.

    Whether there is any week does not depend on the others, and the model is half as large.
    """
    idle = {goal.id: goal.of(case).model_copy(update={"weight": 0}) for goal in GOALS}
    return replace(case, parameters={**case.parameters, **idle})


class GuardedWeek(Generic[G]):
    """A week whose rules can be switched on and off, group by group.

    Every question gets a model of its own with the rows of its groups only: that is quicker than
    a guard before each row, and lets the relaxation see every row as it is. A solution found for
    one question also answers each question about groups that it happens to satisfy.

    Parameters
    ----------
    case : the week
    group_of : the group that a labelled row belongs to
    """

    def __init__(self, case: Case, group_of: Callable[[Label], G]) -> None:
        model = build(without_wishes(case), guarded=True).model
        self._program = model.program
        self._always: list[Row] = []
        self._rows: dict[G, list[Row]] = {}
        groups: dict[Label, G] = {}
        for row in self._program.rows:
            if row.label is None:
                self._always.append(row)
                continue
            if row.label not in groups:
                groups[row.label] = group_of(row.label)
            self._rows.setdefault(groups[row.label], []).append(row)
        self._impossible: list[frozenset[G]] = []
        self._possible: list[frozenset[G]] = []
        self._base = CpSat(Program(self._program.lows, self._program.highs, [], self._always))
        self._reduced = Reduced(model, self._always)
        nothing = tuple(self._program.lows)
        if _all_hold(self._always, nothing):
            self._possible.append(self._kept(nothing))

    @property
    def groups(self) -> tuple[G, ...]:
        """Every group of rules, in the order the rules were posted."""
        return tuple(self._rows)

    def holds(self, groups: Collection[G], budget: Budget) -> bool | None:
        """Whether ``groups`` can hold together, the others being off; None when it is not known."""
        asked = frozenset(groups)
        if any(asked <= known for known in self._possible):
            return True
        if any(asked >= known for known in self._impossible):
            return False
        if self._clash_alone(asked, budget):
            self._impossible.append(asked)
            return False
        rows = (row for group in self._asked(asked) for row in self._rows[group])
        values = self._reduced.example(rows, budget)
        answer: bool | None = True
        if values is None or not self._is_example(asked, values):
            answer, values = self._solved(asked, budget)
        if values is not None:
            self._possible.append(self._kept(values))
        elif answer is False:
            self._impossible.append(asked)
        return answer

    def is_impossible(self, groups: Collection[G], budget: Budget) -> bool:
        """Show anew that ``groups`` cannot hold together, by a second method: nothing is remembered."""
        return self._solved(frozenset(groups), budget, cp_model_presolve=False)[0] is False

    def _is_example(self, groups: frozenset[G], values: tuple[int, ...]) -> bool:
        """Add up every row that is asked for, so that an example needs no trust."""
        asked = (self._rows[group] for group in groups)
        return all(_all_hold(rows, values) for rows in (self._always, *asked))

    def _kept(self, values: tuple[int, ...]) -> frozenset[G]:
        """Return the groups that a solution happens to keep."""
        return frozenset(group for group, rows in self._rows.items() if _all_hold(rows, values))

    def _clash_alone(self, groups: frozenset[G], budget: Budget) -> bool:
        """Whether the rows of ``groups`` clash among themselves, whatever the rest of the week is.

        A small model that can only miss a clash, never invent one.
        """
        program = Program(list(self._program.lows), list(self._program.highs), [], [])
        for group in groups:
            _post(program, [row for row in self._rows[group] if len(row.terms) <= _SHORT])
        alone = Program([], [], [], [])
        index: dict[Var, Var] = {}
        for row in program.rows:
            for variable, _ in row.terms:
                if variable not in index:
                    index[variable] = alone.integer(program.lows[variable], program.highs[variable], "")
            alone.rows.append(replace(row, terms=tuple((index[v], factor) for v, factor in row.terms)))
        return CpSat(alone).minimise((), budget).status == "infeasible"

    def _solved(
        self, groups: frozenset[G], budget: Budget, **parameters: Any
    ) -> tuple[bool | None, tuple[int, ...] | None]:
        solver = self._base.copy()
        for group in self._asked(groups):
            for row in self._rows[group]:
                solver.add(row.terms, row.low, row.high)
        solved = solver.minimise((), budget, **parameters)
        known = {"optimal": True, "feasible": True, "infeasible": False}
        return known.get(solved.status), solved.values

    def _asked(self, groups: frozenset[G]) -> list[G]:
        """Return groups in the order their rules were posted: the same question is the same model."""
        return [group for group in self._rows if group in groups]


def _post(program: Program, rows: list[Row]) -> None:
    """Post rows; those over one variable become its bounds."""
    for row in rows:
        if len(row.terms) != 1:
            program.rows.append(row)
            continue
        if row.high is not None:
            program.at_most(row.terms, row.high)
        if row.low is not None:
            program.at_least(row.terms, row.low)


def _all_hold(rows: list[Row], values: tuple[int, ...]) -> bool:
    for row in rows:
        total = sum(factor * values[variable] for variable, factor in row.terms)
        if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
            return False
    return True
