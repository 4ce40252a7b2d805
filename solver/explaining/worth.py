"""What one more thing would buy: minutes, equipment, a day opened or closed, a preference dropped.

Many questions need no solve: what the plan does not use can be taken away for nothing, and what
no rule would let it use buys nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from solver.catalogue.case import Case
from solver.catalogue.dose import MIN_SETS
from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.explanation import Cost, Patch, Worth, WorthItem
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.cost import cost_between
from solver.explaining.edits import edited
from solver.explaining.ideas import equipment_idea
from solver.explaining.session import OnStep, OutOfTime, Workbench, workbench
from solver.rules import RULES
from solver.rules.time_budget import TimeBudget
from solver.search.limits import Cancel, Limits
from solver.specification import case_of

STEP_MINUTES = 10
OPEN_MINUTES = 30
_NOTHING = "nothing"


@dataclass(frozen=True)
class _Question:
    """A change of circumstances, and why it needs no solve if it does not."""

    what: str
    patches: tuple[Patch, ...]
    gives: Literal["more", "less", "other"]
    settled: bool = False
    """The plan stays the best one: shown by an argument, not by a solve."""


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

    Returns
    -------
    Worth
        Best first; changes without effect last, with the word nothing.
    """
    bench = workbench(limits, total, on_step, cancel)
    items: list[WorthItem] = []
    questions: list[_Question] = []
    try:
        base = plan or bench.solve(scenario, "the plan as it is")
        questions = list(_questions(case_of(scenario), base))
        items += [_item(scenario, base, question, bench) for question in questions]
    except OutOfTime:
        left = len(questions) - len(items)
        return Worth(items=_ranked(items), finished=False, left_out=left)
    return Worth(items=_ranked(items), finished=True)


def _item(scenario: Scenario, base: Plan, question: _Question, bench: Workbench) -> WorthItem:
    if question.settled:
        cost = Cost(verdict="same", changes=(), words=f"{_NOTHING}.")
        return _written(question, base, cost, solved=False)
    plan = bench.solve(edited(scenario, question.patches), question.what)
    if not plan.sessions or not base.sessions:
        return _written(question, plan, None, solved=True)
    return _written(question, plan, cost_between(base, plan), solved=True)


def _written(question: _Question, plan: Plan, cost: Cost | None, *, solved: bool) -> WorthItem:
    if cost is None:
        words = f"{question.what}: then there is {'a plan' if plan.sessions else 'no plan'}."
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


def _ranked(items: list[WorthItem]) -> tuple[WorthItem, ...]:
    """Sort by how much is gained, tier by tier; what changes nothing stands between gain and loss."""

    def gain(item: WorthItem) -> tuple[int, tuple[tuple[int, int], ...], str]:
        if item.cost is None:
            return (-2 if item.outcome in ("optimal", "feasible") else 2), (), item.what
        side = {"better": -1, "same": 0, "worse": 1}[item.cost.verdict]
        return side, tuple((c.tier, c.after - c.before) for c in item.cost.changes), item.what

    return tuple(sorted(items, key=gain))


def _questions(case: Case, plan: Plan) -> Iterator[_Question]:
    """Yield every question; what can be settled by an argument says so."""
    for name in DAYS:
        yield from _day_questions(case, plan, name)
    places = sorted({day.place for day in case.days}, key=lambda place: place or "")
    pieces = sorted({i for form in case.catalogue.values() for one in form.equipment_sets for i in one})
    for place in places:
        there = next(day for day in case.days if day.place == place).equipment
        for piece in pieces:
            if piece not in there:
                yield _equipment_question(case, place, piece)
    yield from _preference_questions(case)


def _day_questions(case: Case, plan: Plan, name: str) -> Iterator[_Question]:
    day = next(one for one in case.days if one.name == name)
    session = next((one for one in plan.sessions if one.day == name), None)
    minutes, word = day.minutes, DAY_WORDS[name]
    closed = _is_closed(case, day.index, but="time_budget")

    def question(what: str, to: int, gives: Literal["more", "less"], settled: bool) -> _Question:
        return _Question(what, (Patch(path=f"week.{name}.strength.minutes", value=to),), gives, settled)

    if minutes:
        more = minutes + STEP_MINUTES
        same_cap = _session_seconds(case, minutes) == _session_seconds(case, more)
        yield question(f"{STEP_MINUTES} minutes more on {word}", more, "more", closed or same_cap)
        fewer = max(0, minutes - STEP_MINUTES)
        fits = session is None or (session.seconds or 0) <= _session_seconds(case, fewer)
        yield question(f"{minutes - fewer} minutes fewer on {word}", fewer, "less", fits)
        yield question(f"No strength on {word}", 0, "less", session is None)
    else:
        yield question(f"{OPEN_MINUTES} minutes on {word}", OPEN_MINUTES, "more", closed)


def _session_seconds(case: Case, minutes: int) -> int:
    settings = TimeBudget().of(case)
    full_body = case.scenario.format == "full_body"
    return 60 * min(minutes, settings.full_body if full_body else settings.little_and_often)


def _is_closed(case: Case, day: int, but: str) -> bool:
    enabled = (rule for rule in RULES if rule.id != but and rule.of(case).enabled)
    return any(rule.closes_day(case, day) for rule in enabled)


def _equipment_question(case: Case, place: str | None, piece: str) -> _Question:
    """Ask for a piece; it buys nothing when no form that it completes would be open even so."""
    idea = equipment_idea(case, place, piece)
    days = [day for day in case.days if day.place == place]
    there = days[0].equipment | {piece}
    opened = [
        form
        for form in case.catalogue.values()
        if any(piece in needed and there.issuperset(needed) for needed in form.equipment_sets)
        and not any(case.has_equipment(form, day.index) for day in days)
    ]
    useful = any(_would_be_open(case, form.id, [day.index for day in days]) for form in opened)
    return _Question(idea.change.rstrip("."), idea.patches, "more", settled=not useful)


def _would_be_open(case: Case, form: str, days: list[int]) -> bool:
    """Whether a form could be planned on one of ``days`` if the equipment for it were there."""
    exercise = case.catalogue[form]
    dose = case.doses[form]
    if dose is None or dose.max_sets < MIN_SETS:
        return False
    rules = [rule for rule in RULES if rule.id not in ("equipment", "ladder") and rule.of(case).enabled]
    return any(
        not any(rule.closes_day(case, day) or rule.closes(case, day, exercise) for rule in rules)
        for day in days
    )


def _said(case: Case, name: str) -> str:
    return f"“{case.catalogue[name].name}”" if name in case.catalogue else name.replace("_", " ")


def _preference_questions(case: Case) -> Iterator[_Question]:
    scenario = case.scenario
    for name in scenario.athlete.prefer:
        left = tuple(one for one in scenario.athlete.prefer if one != name)
        yield _Question(
            f"Not preferring {_said(case, name)}", (Patch(path="athlete.prefer", value=left),), "other"
        )
    for name in scenario.athlete.avoid:
        left = tuple(one for one in scenario.athlete.avoid if one != name)
        yield _Question(
            f"Not avoiding {_said(case, name)}", (Patch(path="athlete.avoid", value=left),), "other"
        )
    if scenario.policy.consolidation != "neutral":
        patch = Patch(path="policy.consolidation", value="neutral")
        yield _Question("No consolidation policy", (patch,), "other")
    if scenario.policy.modality != "mixed":
        yield _Question("Mixing bands and weights", (Patch(path="policy.modality", value="mixed"),), "other")
    if not scenario.policy.pairing:
        yield _Question("Pairing exercises", (Patch(path="policy.pairing", value=True),), "other")
    if scenario.last_week is not None:
        yield _Question("Not keeping to last week's plan", (Patch(path="last_week", value=None),), "other")
