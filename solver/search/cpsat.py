"""One CP-SAT solve of a `Program`: the only file that loads OR-Tools."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ortools.sat.python import cp_model

from solver.program import Label, Program, Terms, Var
from solver.search.limits import Budget

SEED = 1
_NO_BOUND = 2**60
_POLL_SECONDS = 0.05

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
_STATUS: dict[Any, Status] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
    cp_model.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Solved:
    """What one solve found.

    Attributes
    ----------
    values : the value of every variable, None without a solution
    objective, bound : of the objective; both 0 when there is none, and the objective is
        meaningless without values
    """

    status: Status
    values: tuple[int, ...] | None
    objective: int
    bound: int


class CpSat:
    """A program handed to CP-SAT, solved again and again under more rows and other objectives."""

    def __init__(self, program: Program, guards: Mapping[Label, Var] | None = None) -> None:
        """Hand over ``program``; rows whose label has a guard hold only while the guard is 1."""
        self._model = cp_model.CpModel()
        proto = self._model.proto
        for low, high in zip(program.lows, program.highs, strict=True):
            proto.variables.add().domain.extend((low, high))
        for row in program.rows:
            guard = guards.get(row.label) if guards and row.label else None
            self.add(row.terms, row.low, row.high, guard)

    def copy(self) -> "CpSat":
        """Return a copy, to be given more rows: much quicker than handing all of them over again."""
        copied = CpSat.__new__(CpSat)
        copied._model = self._model.clone()
        return copied

    def fix(self, variable: Var, value: int) -> None:
        """Give a variable one value, until it is fixed again."""
        domain = self._model.proto.variables[variable].domain
        domain.clear()
        domain.extend((value, value))

    def add(self, terms: Terms, low: int | None, high: int | None, guard: Var | None = None) -> None:
        """Add ``low <= terms <= high``, only while ``guard`` is 1 if there is one."""
        constraint = self._model.proto.constraints.add()
        if guard is not None:
            constraint.enforcement_literal.append(guard)
        linear = constraint.linear
        linear.vars.extend([variable for variable, _ in terms])
        linear.coeffs.extend([coefficient for _, coefficient in terms])
        linear.domain.extend((-_NO_BOUND if low is None else low, _NO_BOUND if high is None else high))

    def minimise(
        self,
        terms: Terms,
        budget: Budget,
        hint: Sequence[int] | None = None,
        on_better: Callable[[int, int], None] | None = None,
        **parameters: Any,
    ) -> Solved:
        """Minimise ``terms`` within what is left of ``budget``.

        ``on_better`` is called with each better objective and the bound at that time. The solve
        runs in a thread of its own, so that the caller's thread stays free to notice a signal.
        """
        self._set_objective(terms)
        self._set_hint(hint)
        solver = cp_model.CpSolver()
        _configure(solver, budget, parameters)
        callback = _Better(on_better) if on_better else None
        status = _run(lambda: solver.solve(self._model, callback), solver.stop_search, budget)
        budget.spent += solver.response_proto.deterministic_time
        return _read(solver, status)

    def _set_objective(self, terms: Terms) -> None:
        merged: dict[Var, int] = {}
        for variable, coefficient in terms:
            merged[variable] = merged.get(variable, 0) + coefficient
        proto = self._model.proto
        proto.clear_objective()
        if merged:
            proto.objective.vars.extend(list(merged))
            proto.objective.coeffs.extend(list(merged.values()))

    def _set_hint(self, hint: Sequence[int] | None) -> None:
        proto = self._model.proto
        proto.clear_solution_hint()
        if hint is not None:
            proto.solution_hint.vars.extend(range(len(hint)))
            proto.solution_hint.values.extend(list(hint))


class _Better(cp_model.CpSolverSolutionCallback):
    """Reports each better solution."""

    def __init__(self, on_better: Callable[[int, int], None]) -> None:
        super().__init__()
        self._on_better = on_better

    def on_solution_callback(self) -> None:
        """Pass objective and bound on."""
        self._on_better(round(self.objective_value), _whole_bound(self.best_objective_bound))


def _configure(solver: cp_model.CpSolver, budget: Budget, parameters: dict[str, Any]) -> None:
    """One worker and a fixed seed give the same answer every time; linearisation gives the speed."""
    settings = {
        "num_workers": 1,
        "random_seed": SEED,
        "linearization_level": 2,
        "symmetry_level": 0,
        "cp_model_probing_level": 0,
        "add_lp_constraints_lazily": False,
        "use_objective_lb_search": True,
        "catch_sigint_signal": False,
        "max_deterministic_time": budget.deterministic_left,
        "max_time_in_seconds": budget.wall_left,
        **parameters,
    }
    for name, value in settings.items():
        setattr(solver.parameters, name, value)


def _run(solve: Callable[[], Any], stop: Callable[[], None], budget: Budget) -> Any:
    """Run ``solve`` in a thread and stop it when the caller cancels or is interrupted."""
    outcome: list[Any] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            outcome.append(solve())
        except BaseException as error:  # handed to the caller's thread
            failure.append(error)

    thread = threading.Thread(target=work, name="cp-sat", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_POLL_SECONDS)
            if thread.is_alive() and budget.cancelled:
                stop()
    except BaseException:
        while thread.is_alive():
            stop()
            thread.join(_POLL_SECONDS)
        raise
    if failure:
        raise failure[0]
    return outcome[0]


def _read(solver: cp_model.CpSolver, status: Any) -> Solved:
    """Read the response; an optimum counts only when objective and bound agree."""
    found = _STATUS.get(status)
    if found is None:
        raise RuntimeError(f"CP-SAT refused the model: {solver.status_name(status)}; this is our own fault")
    if found not in ("optimal", "feasible"):
        return Solved(found, None, 0, 0)
    objective, bound = round(solver.objective_value), _whole_bound(solver.best_objective_bound)
    if found == "optimal" and objective != bound:
        found = "feasible"
    return Solved(found, tuple(solver.response_proto.solution), objective, bound)


def _whole_bound(bound: float) -> int:
    """Round a bound of a whole-numbered objective up, with a grain of tolerance."""
    return -int(-(bound - 1e-6) // 1)
