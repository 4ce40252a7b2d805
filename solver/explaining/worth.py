"""What one more thing would buy: minutes, equipment, a day opened or closed, a preference dropped."""

from solver.domain.explanation import Cost, Worth, WorthItem
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.cost import cost_between, vector
from solver.explaining.edits import edited
from solver.explaining.joint import Weighed, weighed
from solver.explaining.questions import Question, questions
from solver.explaining.session import OnStep, OutOfTime, Workbench, workbench
from solver.search.limits import Cancel, Limits
from solver.search.solve import found_in
from solver.search.tiers import Known

PATIENCE = 4.0
"""Times the deterministic seconds of the week itself that one question may take by default."""
PATIENCE_AT_LEAST = 0.1
_NOTHING = "nothing"


def worth(
    scenario: Scenario,
    *,
    plan: Plan | None = None,
    limits: Limits | None = None,
    total: Limits | None = None,
    on_step: OnStep | None = None,
    cancel: Cancel | None = None,
) -> Worth:
    """Say what each single change would buy or cost.

    For each day ten minutes more and less, each day opened or closed, each piece of equipment that
    is not there, each preference and policy dropped.

    Parameters
    ----------
    scenario : the runner's week
    plan : its plan; solved when it is not given
    limits : of each change; by default `PATIENCE` times what the week itself took. What is not
        proved within is marked by its outcome and said
    total : of everything together
    on_step : told in words what is being tried
    cancel : when set, what is known is returned, marked as not finished

    Returns
    -------
    Worth
        Best first; changes without effect stand between gains and losses, with the word nothing.
    """
    bench = workbench(limits, total, on_step, cancel)
    table = _Table(scenario, bench, is_patient=limits is not None)
    try:
        table.fill(plan or bench.solve(scenario, "the plan as it is"))
    except OutOfTime:
        return Worth(items=_ranked(table.items), finished=False, left_out=len(table.left))
    return Worth(items=_ranked(table.items), finished=True)


class _Table:
    """The table while it grows: what an argument settles first, then gifts together, then the rest."""

    def __init__(self, scenario: Scenario, bench: Workbench, *, is_patient: bool) -> None:
        self._is_patient = is_patient
        self._scenario = scenario
        self._bench = bench
        self._together = Weighed()
        self._fewer: list[Plan] = []
        """Plans of weeks with less room: they may be plans of weeks with somewhat more."""
        self.items: list[WorthItem] = []
        self.left: list[Question] = []

    def fill(self, base: Plan) -> None:
        """Answer every question, see `worth`.

        Raises
        ------
        OutOfTime
            When nothing is left of the budget.
        """
        if not self._is_patient and base.sessions:
            self._bench.limits = _patience(base)
        self.left = list(questions(self._bench.case(self._scenario), base))
        for question in [one for one in self.left if one.settled]:
            self._settle(question, base)
        proved = base.outcome == "optimal" and bool(base.sessions)
        if proved:
            self._together = weighed(self._scenario, base, self.left, self._bench)
        for question in list(self.left):
            idle = question.gives == "less" or question in self._together.idle
            self._answer(question, base, no_better=proved and idle)

    def _settle(self, question: Question, base: Plan) -> None:
        same = Cost(verdict="same", changes=(), words=f"{_NOTHING}.")
        self._add(question, _written(question, base, same, solved=False))

    def _answer(self, question: Question, base: Plan, *, no_better: bool) -> None:
        """Solve a week, from what is known of it.

        A plan made before that keeps the changed week's rules is a plan of it. Where the change
        certainly buys nothing, no plan is better than the one there is: less room holds no plan that
        there was not before, and of the same value. So a plan that is as good needs no solve.
        """
        target = edited(self._scenario, question.patches)
        case = self._bench.case(target)
        known = [base, *([self._together.better[question]] if question in self._together.better else [])]
        known += self._fewer if question.gives == "less" else []
        starts = [start for plan in known if (start := found_in(case, plan))]
        start = min(starts, key=lambda one: one.vector, default=None)
        floor = tuple(vector(base).values()) if no_better else ()
        if start is not None and start.vector == floor:
            self._settle(question, base)
            return
        plan = self._bench.solve(target, question.what, Known(start, floor))
        if question.gives == "less" and plan.sessions:
            self._fewer.append(plan)
        cost = cost_between(base, plan) if plan.sessions and base.sessions else None
        self._add(question, _written(question, plan, cost, solved=True))

    def _add(self, question: Question, item: WorthItem) -> None:
        self.items.append(item)
        self.left.remove(question)


def _patience(base: Plan) -> Limits:
    """Return how long one question may take: some times what the week itself took.

    A change may be far harder to prove than the week; then what was found is told as not proved.
    """
    spent = base.provenance.deterministic_time if base.provenance else 0.0
    most = Limits().deterministic_seconds
    return Limits(deterministic_seconds=min(most, PATIENCE * spent + PATIENCE_AT_LEAST))


def _written(question: Question, plan: Plan, cost: Cost | None, *, solved: bool) -> WorthItem:
    if cost is None:
        words = f"{question.what}: {_without_cost(plan)}."
    elif plan.outcome != "optimal" and solved:
        words = f"{question.what}: {_unproved(cost)}"
    elif cost.verdict == "same":
        words = f"{question.what}: {_NOTHING}."
    else:
        words = f"{question.what}: {cost.words}"
        if cost.verdict == "worse" and question.gives == "more":
            words += " It opens a harder exercise, and the ladder rule then passes over easier ones."
    return WorthItem(
        what=question.what,
        patch=question.patches,
        gives=question.gives,
        outcome=plan.outcome or "unknown",
        cost=cost,
        solved=solved,
        words=words,
    )


def _without_cost(plan: Plan) -> str:
    if plan.outcome == "unknown":
        return "whether there is a plan was not settled in the time there was"
    return f"then there is {'a plan' if plan.sessions else 'no plan'}"


def _unproved(cost: Cost) -> str:
    """Say what was found, and that a better plan was not ruled out."""
    if cost.verdict == "same":
        return "nothing was found in the time there was; that there is nothing was not proved."
    limit = "At most this" if cost.verdict == "worse" else "At least this"
    return f"{cost.words} {limit}: a better plan was not ruled out in the time there was."


def _ranked(items: list[WorthItem]) -> tuple[WorthItem, ...]:
    """Sort by how much is gained, tier by tier; what changes nothing stands between gain and loss."""

    def gain(item: WorthItem) -> tuple[int, tuple[tuple[int, int], ...], str]:
        if item.cost is None:
            return (-2 if item.outcome in ("optimal", "feasible") else 2), (), item.what
        side = {"better": -1, "same": 0, "worse": 1}[item.cost.verdict]
        return side, tuple((c.tier, c.after - c.before) for c in item.cost.changes), item.what

    return tuple(sorted(items, key=gain))
