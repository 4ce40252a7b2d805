"""Every document that is reported on, with one text wherever a person's text can stand."""

from typing import Any

from solver.domain.explanation import (
    Alternative,
    Alternatives,
    Comparison,
    Conflict,
    Contrast,
    Cost,
    Explanation,
    Member,
    Moved,
    Reason,
    Repair,
    TierChange,
    Worth,
    WorthItem,
)
from solver.domain.judgement import Finding, Judgement, Mismatch
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.domain.sweep import Cell, CellResult, Sweep
from tests.report import samples

_LONGEST_SPORT = 40


def plan(text: str) -> Plan:
    """Return a plan that says it everywhere."""
    exercises = [
        {
            "exercise": text,
            "name": text,
            "sets": 3,
            "prescription": text,
            "rest_seconds": 60,
            "serves": [text],
        },
        {"exercise": text, "sets": 2, "pair": text[:2], "amount": 8},
    ]
    session = {**samples.TUESDAY, "place": text, "start": text, "warm_up": [text], "exercises": exercises}
    weekly = {
        **samples.WEEKLY,
        "muscles": [{"group": text, "sets": 8, "floor": 4, "target": 8, "cap": 12}],
        "coverage": [{"what": text, "reached": 1, "wanted": 2}, {"what": text, "reached": 1, "wanted": 1}],
        "balance": [{**samples.WEEKLY["balance"][0], "what": text, "sides": [text, text], "band": text}],
    }
    tier = {"tier": 1, "name": text, "value": 3, "bound": 1, "goals": [{"id": text, "value": 3, "weight": 1}]}
    notes = [{"kind": kind, "about": text, "text": text} for kind in ("safety", "goal_missed", "rule_off")]
    keys = ("strongstride", "catalogue", "ortools", "request_hash")
    return samples.plan(
        name=text, sessions=[session], weekly=weekly, tiers=[tier], notes=notes,
        provenance={**samples.PROVENANCE, **dict.fromkeys(keys, text)},
    )  # fmt: skip


def scenario(text: str) -> Scenario:
    """Return a scenario that says it where a scenario holds free text."""
    other = {"sport": text[:_LONGEST_SPORT] or "x", "minutes": 30}
    return samples.scenario(name=text[:200], week={"mon": {"other": other}})


def cost(text: str) -> Cost:
    """Return a cost in these words."""
    change = TierChange(tier=1, name=text, before=1, after=3, words=(text, text))
    return Cost(verdict="worse", changes=(change,), words=text)


def comparison(text: str) -> Comparison:
    """Return a comparison of two plans with exercises of this name."""
    return Comparison(
        outcomes=("optimal", "feasible"),
        same_goals=True,
        cost=cost(text),
        days=(("mon",), ("tue",)),
        kept=("a",),
        changed=(Moved(exercise="b", name=text, before=text, after=text),),
        added=(text,),
        dropped=("c",),
        dose={text: (1.0, 2.0)},
        distance=3,
        moved_along=("a",),
        names={"a": text, "c": text},
    )


def judgement(text: str) -> Judgement:
    """Return a judgement of a plan that says it."""
    made = plan(text)
    assert made.weekly is not None and made.tiers is not None
    return Judgement(
        verdict="violations",
        findings=(Finding(rule=text, subject=text, message=text),),
        mismatches=(Mismatch(pointer=text, printed=text, recomputed=text),),
        tiers=made.tiers,
        weekly=made.weekly,
    )


def explanation(text: str) -> Explanation:
    """Return an explanation in these words."""
    conflict = Conflict(
        members=(Member(kind="rule", rule=text, subject=text, safety=False, words=text),),
        verified=True,
        sentences=(text, text),
        words=text,
    )
    repair = Repair(change=text, reaches=text, patch=(), effort=1, outcome="optimal", tiers={})
    return Explanation(
        outcome="feasible", about=text, conflict=conflict, repairs=(repair,), falls_short=text, words=text
    )


def reason(text: str) -> Reason:
    """Return what an exercise of this name is there for."""
    return Reason(day="mon", exercise=text, name=text, goals=(text,), rules=(text,), words=text)


def contrast(text: str) -> Contrast:
    """Return the answer to a wish for an exercise of this name."""
    return Contrast(
        wish=text, possible=True, outcome="optimal", cost=cost(text), comparison=comparison(text), words=text
    )


def worth(text: str) -> Worth:
    """Return what changes in these words would buy."""
    made: dict[str, Any] = {"what": text, "patch": (), "gives": "more", "outcome": "optimal", "solved": True}
    return Worth(items=(WorthItem(**made, cost=cost(text), words=f"{text}: {text}"),), finished=True)


def alternatives(text: str) -> Alternatives:
    """Return an alternative that says it."""
    one = Alternative(plan=plan(text), cost=cost(text), distance=3, comparison=comparison(text))
    return Alternatives(items=(one,), finished=True, words=text)


def sweep(text: str) -> tuple[Sweep, list[CellResult]]:
    """Return a sweep with an axis and a coordinate of this name, and what came of its cell."""
    at = {text.replace(".", " "): text}
    cells = (Cell(id="one", at=at),)
    return Sweep(name=text, axes={text: 1}, cells=cells), [
        CellResult(id="one", at=at, status="failed", reason=text)
    ]
