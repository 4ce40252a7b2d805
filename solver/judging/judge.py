"""Judges a plan. Shares facts with the model (doses, calendar, catalogue), never its rows."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from solver.catalogue.case import Case
from solver.catalogue.session import ReadSession, ReadWeek
from solver.domain.judgement import Finding, Judgement, Mismatch
from solver.domain.plan import Plan, TierValue
from solver.domain.scenario import Scenario
from solver.goals import GOALS
from solver.judging.reading import read_week
from solver.plan.provenance import request_hash
from solver.plan.sessions import write_session
from solver.plan.weekly import measured_tiers, weekly
from solver.rules import RULES
from solver.specification import case_of


def check(plan: Plan, scenario: Scenario) -> Judgement:
    """Recompute every rule, every goal and every printed figure of ``plan``.

    Works for plans of the solver and for plans a person wrote, also incomplete ones: sessions
    with exercises and sets are enough.

    Parameters
    ----------
    plan : the plan to judge
    scenario : what it is for

    Returns
    -------
    Judgement
        ``violations`` when a rule is broken or a printed figure is wrong, else ``clean``.

    Raises
    ------
    ParameterError
        When the scenario overrides a parameter wrongly.
    """
    return judge(plan, case_of(scenario))


def judge(plan: Plan, case: Case) -> Judgement:
    """Judge ``plan`` in a case that is already worked out, see `check`."""
    week, findings = read_week(case, plan)
    if plan.sessions or plan.outcome not in ("infeasible", "unknown"):
        findings += violations(case, week)
    bounds = {tier.tier: tier.bound for tier in plan.tiers or ()}
    tiers, figures = measured_tiers(case, week, bounds), weekly(case, week)
    mismatches = [] if any(f.rule == "catalogue" for f in findings) else list(_mismatches(plan, case, week))
    return Judgement(
        verdict="violations" if findings or mismatches else "clean",
        findings=tuple(findings),
        mismatches=tuple(mismatches),
        tiers=tiers,
        weekly=figures,
    )


def violations(case: Case, week: ReadWeek) -> Iterator[Finding]:
    """Yield what is wrong with a week: each rule that it breaks, each must that it misses."""
    for rule in RULES:
        if rule.of(case).enabled:
            yield from rule.violations(case, week)
    for goal in GOALS:
        settings, most = goal.of(case), goal.of(case).at_most
        if settings.enabled and most is not None and goal.measure(case, week) > most:
            message = f"{goal.measure(case, week)} {goal.words}, {most} are allowed by the scenario"
            yield Finding(rule=goal.id, subject="week", message=message)


def _mismatches(plan: Plan, case: Case, week: ReadWeek) -> Iterator[Mismatch]:
    """Compare every figure that was printed with what the plan amounts to."""
    for at, (printed, session) in enumerate(zip(plan.sessions, week.sessions, strict=True)):
        yield from _differences(f"/sessions/{at}", printed, _rewritten(case, session))
    if plan.weekly is not None:
        yield from _differences("/weekly", plan.weekly, weekly(case, week))
    if plan.tiers and (plan.sessions or plan.outcome in ("optimal", "feasible")):
        yield from _tier_mismatches(plan, measured_tiers(case, week, {t.tier: t.bound for t in plan.tiers}))
    if plan.provenance is not None and plan.provenance.request_hash != request_hash(case.scenario):
        yield Mismatch(
            pointer="/provenance/request_hash",
            printed=plan.provenance.request_hash,
            recomputed=f"{request_hash(case.scenario)}: the plan was made for another scenario",
        )


def _rewritten(case: Case, session: ReadSession) -> BaseModel:
    return write_session(case, session)


def _tier_mismatches(plan: Plan, measured: tuple[TierValue, ...]) -> Iterator[Mismatch]:
    printed = plan.tiers or ()
    yield from _differences("/tiers", printed, measured)
    for at, tier in enumerate(printed):
        if tier.bound > tier.value:
            text = "a bound is never above the value"
            yield Mismatch(pointer=f"/tiers/{at}/bound", printed=str(tier.bound), recomputed=text)
        if plan.outcome == "optimal" and not tier.proved:
            text = "an optimal plan has every tier proved"
            yield Mismatch(pointer=f"/tiers/{at}/bound", printed=str(tier.bound), recomputed=text)


def _differences(pointer: str, printed: Any, recomputed: Any) -> Iterator[Mismatch]:
    """Walk through what was printed; what was left out is not compared."""
    if printed is None:
        return
    if isinstance(printed, BaseModel) and isinstance(recomputed, BaseModel):
        for field in type(printed).model_fields:
            yield from _differences(f"{pointer}/{field}", getattr(printed, field), getattr(recomputed, field))
    elif isinstance(printed, tuple) and isinstance(recomputed, tuple) and len(printed) == len(recomputed):
        for at, (one, other) in enumerate(zip(printed, recomputed, strict=True)):
            yield from _differences(f"{pointer}/{at}", one, other)
    elif printed != recomputed:
        yield Mismatch(pointer=pointer, printed=str(printed), recomputed=str(recomputed))
