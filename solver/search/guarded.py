"""The model with a guard before every rule and subject: which of them can hold together?"""

from collections.abc import Callable, Collection, Hashable
from typing import Any, Generic, TypeVar

from solver.catalogue.case import Case
from solver.model.builder import build
from solver.program import Label, Var
from solver.search.cpsat import CpSat
from solver.search.limits import Budget

G = TypeVar("G", bound=Hashable)


class GuardedWeek(Generic[G]):
    """A week whose rules can be switched on and off, group by group.

    Parameters
    ----------
    case : the week
    group_of : the group that a labelled row belongs to; one guard stands before each group
    """

    def __init__(self, case: Case, group_of: Callable[[Label], G]) -> None:
        built = build(case, guarded=True)
        program = built.model.program
        self._guards: dict[G, Var] = {}
        self.labels: dict[G, list[Label]] = {}
        for row in program.rows:
            if row.label is not None:
                group = group_of(row.label)
                if group not in self._guards:
                    self._guards[group] = program.boolean(f"guard[{group}]")
                labels = self.labels.setdefault(group, [])
                if row.label not in labels:
                    labels.append(row.label)
        self._solver = CpSat(program, {label: self._guards[group_of(label)] for label in self._all_labels()})

    def _all_labels(self) -> list[Label]:
        return [label for labels in self.labels.values() for label in labels]

    @property
    def groups(self) -> tuple[G, ...]:
        """Every group of rules, in the order the rules were posted."""
        return tuple(self._guards)

    def holds(self, groups: Collection[G], budget: Budget, **parameters: Any) -> bool | None:
        """Whether ``groups`` can hold together, the others being off; None when it is not known."""
        for group, guard in self._guards.items():
            self._solver.fix(guard, int(group in groups))
        solved = self._solver.minimise((), budget, **parameters)
        return {"optimal": True, "feasible": True, "infeasible": False}.get(solved.status)
