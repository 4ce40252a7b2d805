"""Changes that may take one member out of a conflict: what to say, how to edit, how much it asks."""

from collections.abc import Callable, Iterator

from solver.catalogue.case import Case
from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.explanation import Member, Patch
from solver.explaining.edits import without_pin
from solver.explaining.ways import EFFORT_OF_MINUTES, Amount, Idea
from solver.plan.nouns import NOUNS
from solver.plan.shortfalls import counted
from solver.specification import parameter_models

#: What each rule that can be switched off asks for.
_ASKS = {
    "accessory_share": "that small exercises stay a small part",
    "bodyweight_first": "that easier versions come first",
    "eve_of_hard_day": "that legs stay light before a hard day",
    "ladder": "that versions far below yours are passed over",
    "leg_recovery": "that limits leg work in a session and on days in a row",
    "long_run_day": "that keeps strength off the day of the long run",
    "low_back": "that limits what loads the low back in a session",
    "movement_variety": "that a session does not repeat one movement",
    "novelty": "that brings in new loaded exercises slowly",
    "one_form": "that a session has one version of an exercise",
    "one_modality": "that a session has weights or bands, not both",
    "power_dose": "that limits jumps",
    "prescription": "on sets and repetitions",
    "race_day": "that keeps strength away from a race",
    "run_first": "that the run comes first",
    "session_shape": "on what belongs in a session",
    "simple_week": "that limits the different exercises of a week",
    "time_budget": "that a session fits into the time there is",
    "unlike": "that the plan differs from another",
    "vest_day": "that keeps strength off days with a weight vest",
    "weekly_cap": "that limits the sets of a muscle group",
}


_LONGER = 20
"""Minutes that a session may become longer than the cap there is."""


def ideas_for(case: Case, member: Member) -> Iterator[Idea]:
    """Yield the changes that would take one member out of the conflict; none of a safety rule."""
    special: dict[str, Callable[[], Iterator[Idea]]] = {
        "time_budget": lambda: _more_minutes(case, member.subject),
        "equipment": lambda: _more_equipment(case, member.subject),
        "pins": lambda: _unpinned(case, member.subject),
        "sessions": lambda: _other_number(case, member.subject),
        "avoid": lambda: _not_avoided(case),
        "one_modality": lambda: _both_loads(case),
    }
    if member.safety or member.rule == "unlike":
        return
    if member.rule in special:
        yield from special[member.rule]()
    elif hasattr(parameter_models()[member.rule](), "at_most"):
        yield _no_must(case, member.rule)
    else:
        if member.rule == "vest_day":
            yield from _no_vest(case, member.subject)
        patch = Patch(path=f"rules.{member.rule}.enabled", value=False)
        yield Idea(_without(member.rule), (patch,), 60)


def _without(rule: str) -> str:
    """Say that a rule is switched off: what it asks for, and its name for the scenario file."""
    return f"Do without the rule {_ASKS.get(rule, 'of this name')} ({rule} off)."


def _more_minutes(case: Case, day: str) -> Iterator[Idea]:
    """Make the day's minutes more, up to the format's cap; where they are not fewer, the cap as well."""
    now = case.day(next(one for one in DAYS if one == day)).minutes
    cap = int(getattr(case.parameters["time_budget"], case.scenario.format))
    minutes, longest = f"week.{day}.strength.minutes", f"rules.time_budget.{case.scenario.format}"
    if now < cap:
        said = f"Make room for {{}} minutes of strength on {DAY_WORDS[day]} (now {now})"
        amount = Amount((minutes,), said, now, cap)
    elif now == cap:
        said = f"Let a session take {{}} minutes, and make room for as many on {DAY_WORDS[day]} (now {now})"
        amount = Amount((longest, minutes), said, now, now + _LONGER)
    else:
        said = f"Let a session take {{}} minutes (now at most {cap})"
        amount = Amount((longest,), said, cap, now)
    yield amount.idea(amount.most)


def _more_equipment(case: Case, form: str) -> Iterator[Idea]:
    """Try each piece that is not there, at each place that a session may be."""
    forms = [case.catalogue[form]] if form in case.catalogue else list(case.catalogue.values())
    pieces = sorted({item for one in forms for alternative in one.equipment_sets for item in alternative})
    for place in sorted({day.place for day in case.days}, key=lambda name: name or ""):
        there = next(day for day in case.days if day.place == place).equipment
        for piece in pieces:
            if piece not in there:
                yield equipment_idea(case, place, piece)


def equipment_idea(case: Case, place: str | None, piece: str) -> Idea:
    """Return the change that adds one piece of equipment at a place."""
    there = case.scenario.equipment if place is None else case.scenario.places.get(place, ())
    path = "equipment" if place is None else f"places.{place}"
    at = "" if place is None else f" at {place}"
    patch = Patch(path=path, value=(*there, piece))
    return Idea(f"Add equipment: {piece.replace('_', ' ')}{at}.", (patch,), 40)


def _unpinned(case: Case, subject: str) -> Iterator[Idea]:
    day, _, form = subject.partition("/")
    where = "in the week" if day == "any" else f"on {DAY_WORDS[day]}"
    rest = any(name == day and pinned == "rest" for name, pinned in case.scenario.pins.items())
    if form in case.catalogue:
        change = f"Give up “{case.catalogue[form].name}” {where}."
    else:
        change = f"Give up the {'rest' if rest else 'session'} {where}."
    yield Idea(change, (without_pin(case.scenario, day, form),), 20)


def _other_number(case: Case, which: str) -> Iterator[Idea]:
    low, _, high = case.scenario.sessions_wanted
    if which == "min" and low > 0:
        yield from _fewer_sessions(low, low - 1)
    elif which == "max":
        yield Idea(f"Allow {high + 1} sessions.", (Patch(path="sessions.max", value=high + 1),), 30)


def _fewer_sessions(wanted: int, number: int) -> Iterator[Idea]:
    """Yield a smaller number of sessions, which has the next smaller one in reserve."""
    if number < 0:
        return
    fewer = f"{number} session{'s' * (number != 1)} as the least" if number else "a week without strength"
    patch = Patch(path="sessions.min", value=number)
    effort = 30 + EFFORT_OF_MINUTES * (wanted - number - 1) if number else 70
    less = next(_fewer_sessions(wanted, number - 1), None)
    yield Idea(f"Accept {fewer}.", (patch,), effort, less=less)


def _not_avoided(case: Case) -> Iterator[Idea]:
    for name in case.athlete.avoid:
        left = tuple(one for one in case.athlete.avoid if one != name)
        said = case.catalogue[name].name if name in case.catalogue else name.replace("_", " ")
        yield Idea(f"Do not avoid “{said}” any more.", (Patch(path="athlete.avoid", value=left),), 20)


def _both_loads(case: Case) -> Iterator[Idea]:
    now = case.scenario.policy.modality
    if now in ("free_weights", "bands"):
        patch = Patch(path="policy.modality", value="one_per_session")
        yield Idea("Allow weights and bands, one kind in a session.", (patch,), 20)
    yield Idea("Allow weights and bands together.", (Patch(path="policy.modality", value="mixed"),), 25)


def _no_vest(case: Case, day: str) -> Iterator[Idea]:
    """Leave the vest at home the whole day."""
    planned = case.scenario.week.day(next(one for one in DAYS if one == day))
    worn = []
    for kind in ("run", "runs", "other"):
        there = getattr(planned, kind)
        if isinstance(there, tuple):
            worn += [f"{kind}.{at}" for at, one in enumerate(there) if one.vest]
        elif there is not None and there.vest:
            worn.append(kind)
    if worn:
        patches = tuple(Patch(path=f"week.{day}.{one}.vest", value=False) for one in worn)
        yield Idea(f"Leave the vest at home on {DAY_WORDS[day]}.", patches, 25)


def _no_must(case: Case, goal: str) -> Idea:
    most: int = case.parameters[goal].at_most  # type: ignore[attr-defined]
    patch = Patch(path=f"rules.{goal}.at_most", value=most + 1)
    return Idea(f"Accept {counted(most + 1, NOUNS[goal])}.", (patch,), 50)
