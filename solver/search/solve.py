"""From a scenario to a plan that the judge has passed."""

import time

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.plan import Note, Outcome, Plan, Timing
from solver.domain.scenario import Scenario
from solver.judging.judge import judge, violations
from solver.plan.notes import infeasible_notes, notes
from solver.plan.provenance import provenance
from solver.plan.sessions import arrange, write_session
from solver.plan.weekly import measured_tiers, weekly
from solver.search.cpsat import SEED
from solver.search.limits import Budget, Cancel, Limits, OnProgress
from solver.search.tiers import NOTHING_KNOWN, Choice, Found, Known, Searched, search
from solver.specification import case_of


class PlanRejected(RuntimeError):  # noqa: N818 - the word of the judge
    """The judge found fault with a plan of our own: a bug, never the user's doing."""


def solve(
    scenario: Scenario,
    *,
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
    cancel: Cancel | None = None,
) -> Plan:
    """Plan the best strength week for a scenario.

    Parameters
    ----------
    scenario : the runner's week
    limits : deterministic and wall-clock seconds
    on_progress : called with each better value and each proved tier
    cancel : when set from another thread, the best plan so far is returned

    Returns
    -------
    Plan
        Optimal, feasible, infeasible or unknown; every plan with sessions has passed the judge.

    Raises
    ------
    ParameterError
        When the scenario overrides a rule or goal wrongly.
    PlanRejected
        When our own judge disagrees with our own search.
    """
    return solve_case(case_of(scenario), Budget(limits or Limits(), cancel), on_progress)


def solve_case(
    case: Case, budget: Budget, on_progress: OnProgress | None = None, known: Known = NOTHING_KNOWN
) -> Plan:
    """Plan a case within a budget, see `solve`; what is known of it saves looking for it again.

    With a plan that is known, another one comes out only if it is better.
    """
    wall, cpu = time.monotonic(), time.process_time()
    searched = search(case, budget, on_progress, known)
    if searched.choice is None:
        plan = _without_sessions(case, searched, budget)
    else:
        plan = _with_sessions(case, _read(case, searched.choice), searched, budget)
        _judged(case, plan, searched)
    timing = Timing(
        wall_seconds=round(time.monotonic() - wall, 4), cpu_seconds=round(time.process_time() - cpu, 4)
    )
    return plan.model_copy(update={"timing": timing})


def found_in(case: Case, plan: Plan) -> Found | None:
    """Return what ``plan``, made for another week, is as a plan of ``case``; None when a rule forbids it.

    The judge decides, and its measures are the plan's values: both know nothing of the search.
    """
    choice = {
        DAYS.index(session.day): [(case.catalogue[one.exercise], one.sets) for one in session.exercises]
        for session in sorted(plan.sessions, key=lambda one: DAYS.index(one.day))
        if all(one.exercise in case.catalogue for one in session.exercises)
    }
    week = _read(case, choice)
    if len(choice) < max(1, len(plan.sessions)) or any(violations(case, week)):
        return None
    return Found(tuple(tier.value for tier in measured_tiers(case, week, {})), choice)


def plan_of(case: Case, choice: Choice) -> Plan:
    """Write down the sessions of a choice, without judging them."""
    return Plan(sessions=tuple(write_session(case, session) for session in _read(case, choice).sessions))


def _read(case: Case, choice: Choice) -> ReadWeek:
    return ReadWeek(tuple(arrange(case, case.days[day], forms) for day, forms in choice.items()))


def _with_sessions(case: Case, week: ReadWeek, searched: Searched, budget: Budget) -> Plan:
    """Write the plan down; every figure in it is measured on the plan itself."""
    tiers, figures = measured_tiers(case, week, searched.bounds), weekly(case, week)
    outcome: Outcome = "optimal" if searched.status == "optimal" else "feasible"
    return Plan(
        name=case.scenario.name,
        outcome=outcome,
        tiers=tiers,
        sessions=tuple(write_session(case, session) for session in week.sessions),
        weekly=figures,
        notes=(*notes(case, tiers, figures), *_limit_note(outcome, budget)),
        provenance=provenance(case.scenario, SEED, budget.spent, not budget.interrupted),
    )


def _without_sessions(case: Case, searched: Searched, budget: Budget) -> Plan:
    outcome: Outcome = "infeasible" if searched.status == "infeasible" else "unknown"
    why = infeasible_notes(case) if outcome == "infeasible" else _limit_note(outcome, budget)
    return Plan(
        name=case.scenario.name,
        outcome=outcome,
        sessions=(),
        notes=(*notes(case, (), None), *why),
        provenance=provenance(case.scenario, SEED, budget.spent, not budget.interrupted),
    )


def _limit_note(outcome: Outcome, budget: Budget) -> tuple[Note, ...]:
    """Say what stopped the search before a proof."""
    if outcome in ("optimal", "infeasible"):
        return ()
    if budget.cancelled:
        stopped = "The search was stopped"
    elif budget.interrupted:
        stopped = "The wall-clock limit ended the search, so another run may end elsewhere"
    else:
        stopped = "The deterministic limit ended the search"
    rest = "a better plan may exist" if outcome == "feasible" else "whether there is a plan is not known"
    return (Note(kind="limit", about="search", text=f"{stopped}: {rest}. Allow more time."),)


def _judged(case: Case, plan: Plan, searched: Searched) -> None:
    """Let the judge pass the plan, and hold the solver's own values against the measured ones."""
    judgement = judge(plan, case)
    if judgement.verdict != "clean":
        wrong = [*(f.message for f in judgement.findings), *(m.pointer for m in judgement.mismatches)]
        raise PlanRejected(f"the judge rejects our own plan: {'; '.join(wrong[:5])}")
    measured = tuple(tier.value for tier in judgement.tiers)
    exact = searched.status != "optimal" or measured == searched.vector
    if not exact or measured > searched.vector:
        raise PlanRejected(f"tiers are {measured} on the plan and {searched.vector} in the model")
