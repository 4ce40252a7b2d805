"""Ways out of a conflict: changes that were tried and found to work, least effort first.

Whatever repairs a week has to break the minimal conflict, so its members are where to look.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from solver.catalogue.case import Case
from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.explanation import Conflict, Member, Patch, Repair
from solver.domain.scenario import Scenario
from solver.explaining.cost import vector
from solver.explaining.edits import edited, without_pin
from solver.explaining.session import OutOfTime, Workbench
from solver.model.builder import build
from solver.search.cpsat import CpSat
from solver.specification import case_of

_LONGEST_MINUTES = 60


@dataclass(frozen=True)
class _Idea:
    """A change that may help: what to say, how to edit, how much it asks."""

    change: str
    patches: tuple[Patch, ...]
    effort: int


def repairs(scenario: Scenario, conflict: Conflict, bench: Workbench) -> tuple[tuple[Repair, ...], bool]:
    """Return the repairs that work, and whether everything was tried.

    Safety rules are never offered. When no single change helps, pairs of changes are tried.
    """
    case, found, finished = case_of(scenario), [], True
    members = [member for member in conflict.members if not member.safety]
    try:
        ideas = [idea for member in members for idea in _ideas(case, member, bench)]
        found = [done for idea in ideas if (done := _tried(scenario, idea, bench))]
        if not found:
            found = [done for idea in _pairs(ideas) if (done := _tried(scenario, idea, bench))][:3]
    except OutOfTime:
        finished = False
    return tuple(sorted(found, key=lambda one: (one.effort, sorted(one.tiers.items()), one.change))), finished


def _tried(scenario: Scenario, idea: _Idea, bench: Workbench) -> Repair | None:
    """Solve the repaired week; None when it is no repair."""
    target = _edited(scenario, idea.patches)
    if target is None or not possible(target, bench):
        return None
    plan = bench.solve(target, idea.change)
    if not plan.sessions or plan.outcome is None:
        return None
    return Repair(
        change=idea.change, patch=idea.patches, effort=idea.effort, outcome=plan.outcome, tiers=vector(plan)
    )


def _edited(scenario: Scenario, patches: Iterable[Patch]) -> Scenario | None:
    try:
        return edited(scenario, patches)
    except ValidationError:
        return None


def possible(scenario: Scenario, bench: Workbench) -> bool:
    """Whether a week has any plan at all; quicker than planning it.

    Raises
    ------
    OutOfTime
        When that was not settled within the budget.
    """
    if bench.budget.is_over:
        raise OutOfTime
    solver = CpSat(build(case_of(scenario)).model.program)
    status = solver.minimise((), bench.budget).status
    if status == "unknown":
        raise OutOfTime
    return status in ("optimal", "feasible")


def _ideas(case: Case, member: Member, bench: Workbench) -> Iterator[_Idea]:
    """Yield the changes that would take one member out of the conflict."""
    special: dict[str, Callable[[], Iterator[_Idea]]] = {
        "time_budget": lambda: _more_minutes(case, member.subject, bench),
        "equipment": lambda: _more_equipment(case, member.subject),
        "pins": lambda: _unpinned(case, member.subject),
        "sessions": lambda: _other_number(case, member.subject),
        "avoid": lambda: _not_avoided(case),
    }
    if member.rule in special:
        yield from special[member.rule]()
    elif member.kind == "rule" and member.rule != "unlike":
        patch = Patch(path=f"rules.{member.rule}.enabled", value=False)
        yield _Idea(f"Switch the rule {member.rule} off.", (patch,), 60)


def _minutes_patch(day: str, minutes: int) -> Patch:
    return Patch(path=f"week.{day}.strength.minutes", value=minutes)


def _more_minutes(case: Case, day: str, bench: Workbench) -> Iterator[_Idea]:
    """Find the smallest number of minutes on a day that helps, by halving."""
    now = case.days[DAYS.index(day)].minutes
    low, high = now, _LONGEST_MINUTES

    def enough(minutes: int) -> bool:
        return possible(edited(case.scenario, [_minutes_patch(day, minutes)]), bench)

    if now >= high or not enough(high):
        yield _Idea(
            f"Make room for {high} minutes on {DAY_WORDS[day]}.",
            (_minutes_patch(day, high),),
            10 + high - now,
        )
        return
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    change = (
        f"Make room for {high} minutes of strength on {DAY_WORDS[day]} (now {now}); fewer are not enough."
    )
    yield _Idea(change, (_minutes_patch(day, high),), 10 + high - now)


def _more_equipment(case: Case, form: str) -> Iterator[_Idea]:
    """Try each piece that is not there, at each place that a session may be."""
    forms = [case.catalogue[form]] if form in case.catalogue else list(case.catalogue.values())
    pieces = sorted({item for one in forms for alternative in one.equipment_sets for item in alternative})
    for place in sorted({day.place for day in case.days}, key=lambda name: name or ""):
        there = next(day for day in case.days if day.place == place).equipment
        for piece in pieces:
            if piece not in there:
                yield equipment_idea(case, place, piece)


def equipment_idea(case: Case, place: str | None, piece: str) -> _Idea:
    """Return the change that adds one piece of equipment at a place."""
    there = case.scenario.equipment if place is None else case.scenario.places.get(place, ())
    path = "equipment" if place is None else f"places.{place}"
    at = "" if place is None else f" at {place}"
    patch = Patch(path=path, value=(*there, piece))
    return _Idea(f"Add {piece.replace('_', ' ')}{at}.", (patch,), 40)


def _unpinned(case: Case, subject: str) -> Iterator[_Idea]:
    day, _, form = subject.partition("/")
    what = case.catalogue[form].name if form in case.catalogue else "what is pinned there"
    where = "the week" if day == "any" else DAY_WORDS[day]
    yield _Idea(f"Unpin {what} from {where}.", (without_pin(case.scenario, day, form),), 20)


def _other_number(case: Case, which: str) -> Iterator[_Idea]:
    low, _, high = case.scenario.sessions_wanted
    if which == "min" and low > 0:
        yield _Idea(
            f"Accept {low - 1} session{'s' * (low != 2)} as the least.",
            tuple(_sessions(case.scenario, low=low - 1)),
            30,
        )
    elif which == "max":
        yield _Idea(f"Allow {high + 1} sessions.", tuple(_sessions(case.scenario, high=high + 1)), 30)


def _sessions(scenario: Scenario, low: int | None = None, high: int | None = None) -> Iterator[Patch]:
    """Yield the edits that change the wanted number of sessions and keep min <= target <= max."""
    if low is not None:
        yield Patch(path="sessions.min", value=low)
    if high is not None:
        yield Patch(path="sessions.max", value=high)


def _not_avoided(case: Case) -> Iterator[_Idea]:
    avoided = case.athlete.avoid
    for name in avoided:
        left = tuple(one for one in avoided if one != name)
        yield _Idea(f"Do not avoid {name} any more.", (Patch(path="athlete.avoid", value=left),), 20)


def _pairs(ideas: list[_Idea]) -> Iterator[_Idea]:
    """Yield two changes at once, least effort first."""
    both = [
        (one, other)
        for at, one in enumerate(ideas)
        for other in ideas[at + 1 :]
        if not {p.path for p in one.patches} & {p.path for p in other.patches}
    ]
    for one, other in sorted(both, key=lambda pair: pair[0].effort + pair[1].effort):
        yield _Idea(f"{one.change} {other.change}", one.patches + other.patches, one.effort + other.effort)
