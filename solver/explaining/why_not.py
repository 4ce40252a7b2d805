"""Why this and not that: force a wish, solve, and show what it costs; or what forbids it."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.catalogue.case import Case
from solver.domain.base import listed
from solver.domain.explanation import Conflict, Contrast, Cost, Wish
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.compare import compare
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.cost import cost_between, has_plan, vector
from solver.explaining.easier import passed_over
from solver.explaining.members import reworded
from solver.explaining.session import OnStep, OutOfTime, workbench
from solver.explaining.wishes import (
    already_words,
    given_up,
    nothing_to_replace,
    wish_reasons,
    wish_words,
    wished,
)
from solver.model.openings import Openings
from solver.search.limits import Cancel, Limits
from solver.search.solve import found_in
from solver.search.tiers import Known
from solver.specification import case_of


def why_not(
    scenario: Scenario,
    wish: Wish,
    *,
    plan: Plan | None = None,
    limits: Limits | None = None,
    total: Limits | None = None,
    on_step: OnStep | None = None,
    cancel: Cancel | None = None,
) -> Contrast:
    """Say what a wish would cost, or what forbids it.

    Parameters
    ----------
    scenario : the runner's week
    wish : what somebody would rather have
    plan : the plan of ``scenario``; solved when it is not given
    limits, total : of each solve, and of everything together
    on_step : told in words what is being tried
    cancel : when set, the answer says that it is not finished

    Returns
    -------
    Contrast
        The cost tier by tier and the changed plan, or the conflict that forbids the wish.
    """
    bench, said = workbench(limits, total, on_step, cancel), wish_words(scenario, wish)
    target, gives_up = wished(scenario, wish), given_up(scenario, wish)
    try:
        if plan is None:
            plan = bench.solve(scenario, "the plan as it is")
        if already := already_words(wish, plan):
            return _already(said, plan, f"{already} {nothing_to_replace(scenario, wish, plan)}".strip())
        own = bench.case(scenario)
        asked = _Asked(own, said, gives_up, nothing_to_replace(scenario, wish, plan), plan)
        case = case_of(target, yardstick=own)
        known = Known(found_in(case, plan), () if gives_up else _floor(own, case, plan))
        other = bench.solve_case(case, f"the best plan with {said}", known)
        if has_plan(other):
            return asked.possible(other)
        if other.outcome == "unknown":
            raise OutOfTime
        changed = case_of(target)
        conflict = find_conflict(changed, bench.budget)
        if conflict is None:
            raise NotFinished
        return asked.forbidden(reworded(changed, conflict, wish_reasons(scenario, wish, conflict)))
    except (OutOfTime, NotFinished):
        words = f"Whether {said} is possible was not settled in the time there was; allow more."
        return Contrast(
            wish=said, possible=False, outcome="unknown", gives_up=gives_up, finished=False, words=words
        )


def _floor(own: Case, wished_for: Case, plan: Plan) -> tuple[int, ...]:
    """Return what no plan with the wish can beat: the best plan's values, if the wish only narrows the week.

    That holds when the wish opens nothing: no day, no exercise that the ladder rule passed over, no
    other number of sessions. All rows are else the same or tighter, and the goals are those of ``own``.
    """
    (low, _, high), (least, _, most) = own.scenario.sessions_wanted, wished_for.scenario.sessions_wanted
    before, after = Openings(own), Openings(wished_for)
    narrower = low <= least and most <= high and set(after.days) <= set(before.days)
    if plan.outcome != "optimal" or not narrower:
        return ()
    for day in after.days:
        if not {form.id for form in after.forms(day)} <= {form.id for form in before.forms(day)}:
            return ()
    return tuple(vector(plan).values())


def _already(said: str, plan: Plan, words: str) -> Contrast:
    """Answer at once: what is wished for is in the plan, whether that is proved the best or not."""
    return Contrast(
        wish=said,
        possible=True,
        outcome=plan.outcome or "unknown",
        remark=words,
        cost=cost_between(plan, plan),
        plan=plan,
        words=words,
    )


@dataclass(frozen=True)
class _Asked:
    """A wish beside the plan as it is: what an answer is made of.

    Attributes
    ----------
    own : the week without the wish
    said : the wish in words
    gives_up : pins that give way to it
    remark : that there is nothing to replace, or empty
    before : the plan as it is
    """

    own: Case
    said: str
    gives_up: tuple[str, ...]
    remark: str
    before: Plan

    def possible(self, after: Plan) -> Contrast:
        """Say what the wish costs."""
        cost = comparison = None
        if has_plan(self.before):
            # Both plans are measured by the week without the wish, whatever their figures look like.
            cost = cost_between(self.before, after)
            both = compare(self.before, after)
            comparison = both.model_copy(update={"cost": cost, "same_goals": True})
        doubt = self._doubt(after)
        return Contrast(
            wish=self.said,
            possible=True,
            outcome=after.outcome or "unknown",
            gives_up=self.gives_up,
            remark=self.remark,
            cost=cost,
            plan=after,
            comparison=comparison,
            finished=not doubt,
            doubt=doubt,
            words=self._joined(self._price(after, cost), doubt),
        )

    def forbidden(self, conflict: Conflict) -> Contrast:
        """Say what forbids the wish."""
        return Contrast(
            wish=self.said,
            possible=False,
            outcome="infeasible",
            gives_up=self.gives_up,
            remark=self.remark,
            conflict=conflict,
            words=self._joined(f"There is no week with {self.said}. {conflict.words}"),
        )

    def _joined(self, *said: str) -> str:
        return " ".join(part for part in (self.remark, gives_up_words(self.gives_up), *said) if part)

    def _price(self, after: Plan, cost: Cost | None) -> str:
        if cost is None:
            return f"A week with {self.said} is possible; without it there was no plan to compare with."
        if cost.verdict == "same":
            return f"A week with {self.said} is possible, and just as good."
        if cost.verdict == "worse":
            return f"A week with {self.said} is possible. {cost.words}"
        return f"A week with {self.said} is possible, and better: {self._why_better(after)}. {cost.words}"

    def _why_better(self, after: Plan) -> str:
        if self.gives_up:
            return "what you pinned had its price"
        if self.before.outcome != "optimal":
            return "the plan as it is was not proved the best"
        if names := passed_over(self.own, after):
            return f"without your wish the ladder rule passes over {listed([f'“{name}”' for name in names])}"
        return "your wish lifts a rule that the plan keeps"

    def _doubt(self, after: Plan) -> str:
        """Say which of the two weeks was not proved the best, and what follows for the price."""
        base, other = self.before.outcome != "feasible", after.outcome == "optimal"
        if self.before.outcome == "unknown":
            return "Not finished: whether there is a week without the wish was not settled."
        if base and other:
            return ""
        if base:
            return (
                "Not finished: the week with the wish was not proved the best. It costs at most this; "
                "a better week was not ruled out."
            )
        if other:
            return (
                "Not finished: the plan as it is was not proved the best. The wish costs at least this; "
                "against a better plan it would cost more."
            )
        return (
            "Not finished: neither the plan as it is nor the week with the wish was proved the best. "
            "The price is not reliable."
        )


def gives_up_words(gives_up: Sequence[str]) -> str:
    """Say which pins give way to a wish; empty without any."""
    return f"For this you give up what you pinned: {listed(gives_up)}." if gives_up else ""
