"""What one more thing would buy: minutes, equipment, a day opened or closed, a preference dropped."""

from solver.domain.explanation import Cost, Worth, WorthItem
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.cost import cost_between, has_plan, vector
from solver.explaining.easier import easier_words
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
_NO_COST = Cost(verdict="same", changes=(), words=f"{_NOTHING}.")


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
        When no plan of the week was found in time there is nothing to weigh a change against: the
        table is empty and not finished.
    """
    bench = workbench(limits, total, on_step, cancel)
    table = _Table(scenario, bench, is_patient=limits is not None)
    try:
        table.fill(plan)
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

    def fill(self, plan: Plan | None) -> None:
        """Answer every question, see `worth`.

        Raises
        ------
        OutOfTime
            When nothing is left of the budget, or the week itself was not settled within it.
        """
        case = self._bench.case(self._scenario)
        self.left = list(questions(case, Plan()))  # the same questions for any plan: the number left out
        base = plan or self._bench.solve(self._scenario, "the plan as it is")
        if base.outcome == "unknown":
            raise OutOfTime
        if not self._is_patient and has_plan(base):
            self._bench.limits = _patience(base)
        self.left = list(questions(case, base))
        # The arguments say that the best plan, or the proof that there is none, stays what it is.
        if base.outcome in ("optimal", "infeasible"):
            for question in [one for one in self.left if one.settled]:
                self._settle(question, base)
        proved = base.outcome == "optimal"
        if proved:
            self._together = weighed(self._scenario, base, self.left, self._bench)
        for question in list(self.left):
            idle = question.gives == "less" or question in self._together.idle
            self._answer(question, base, no_better=proved and idle)

    def _settle(self, question: Question, base: Plan) -> None:
        self._add(question, _written(question, base, base, solved=False))

    def _answer(self, question: Question, base: Plan, *, no_better: bool) -> None:
        """Solve a week, from what is known of it.

        A plan made before that keeps the changed week's rules is a plan of it. Where the change
        certainly buys nothing, no plan is better than the one there is: less room holds no plan that
        there was not before, and of the same value. So a plan that is as good needs no solve.
        """
        target = edited(self._scenario, question.patches)
        case = self._bench.case(target)
        better = self._together.better.get(question)
        known = [*([base] if has_plan(base) else []), *([better] if better else [])]
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
        item = _written(question, base, plan, solved=True)
        opened = question.gives == "more" or question.opens == "forms"
        if opened and item.cost and item.cost.verdict == "worse" and item.outcome == "optimal":
            why = easier_words(self._bench.case(self._scenario), case, base)
            item = item.model_copy(update={"words": f"{item.words} {why}".strip()})
        self._add(question, item)

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


def _written(question: Question, base: Plan, plan: Plan, *, solved: bool) -> WorthItem:
    """Write down what a change turns the plan as it is into."""
    cost = _cost(base, plan) if solved else _NO_COST
    exact = {base.outcome, plan.outcome} <= {"optimal", "infeasible"}
    if cost is None:
        words = f"{question.what}: {_without_cost(plan)}."
    elif not exact:
        words = f"{question.what}: {_unproved(cost, base, plan)}"
    elif cost.verdict == "same":
        words = f"{question.what}: {_NOTHING}."
    else:
        words = f"{question.what}: {cost.words}"
    return WorthItem(
        what=question.what,
        patch=question.patches,
        gives=question.gives,
        outcome=(plan.outcome or "unknown") if exact or cost is None else "feasible",
        cost=cost,
        solved=solved,
        words=words,
    )


def _cost(base: Plan, plan: Plan) -> Cost | None:
    """Return what a plan costs against the plan as it is; None when only one of the two exists."""
    if has_plan(base) and has_plan(plan):
        return cost_between(base, plan)
    return _NO_COST if base.outcome == plan.outcome == "infeasible" else None


def _without_cost(plan: Plan) -> str:
    if has_plan(plan):
        return "then there is a plan"
    if plan.outcome == "infeasible":
        return "then there is no plan"
    return "whether there is a plan was not settled in the time there was"


def _unproved(cost: Cost, base: Plan, plan: Plan) -> str:
    """Say what was found, and what of it was not proved.

    A better plan with the change makes the change worth more, a better plan without it makes it worth less.
    """
    if base.outcome == "optimal":
        if cost.verdict == "same":
            return "nothing was found in the time there was; that there is nothing was not proved."
        limit = "At most this" if cost.verdict == "worse" else "At least this"
        return f"{cost.words} {limit}: a better plan was not ruled out in the time there was."
    proof = "the plan as it is was not" if plan.outcome == "optimal" else "neither plan was"
    found = f"{cost.words} This is not exact:" if cost.changes else "just as good as the plan there is;"
    return f"{found} {proof} proved the best in the time there was."


def _ranked(items: list[WorthItem]) -> tuple[WorthItem, ...]:
    """Sort by how much is gained, tier by tier; what changes nothing stands between gain and loss."""

    def gain(item: WorthItem) -> tuple[int, tuple[tuple[int, int], ...], str]:
        if item.cost is None:
            return (-2 if item.outcome in ("optimal", "feasible") else 2), (), item.what
        side = {"better": -1, "same": 0, "worse": 1}[item.cost.verdict]
        return side, tuple((c.tier, c.after - c.before) for c in item.cost.changes), item.what

    return tuple(sorted(items, key=gain))
