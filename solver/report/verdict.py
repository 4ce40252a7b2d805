"""The one line that says what was proved, and what kind of notes a reader needs first."""

from collections.abc import Iterator

from solver.domain.plan import Plan, TierValue
from solver.report.words import clean, count, day_word, in_day_order, listing

_STATEMENTS = {
    "optimal": "Proved optimal: no better week exists under these rules",
    "feasible": "Not proved: every rule is kept, but a better week may exist",
    "infeasible": "Proved impossible: no week keeps all of these rules",
    "unknown": "Not known: the search ended before it found a week or proved that none exists",
    None: "Nothing proved: this plan carries no outcome",
}
_SECTIONS = (
    ("Before you start", ("safety",)),
    ("What could not be reached, and why", ("goal_missed",)),
    ("Limits", ("limit",)),
    ("Rules that were changed for this plan", ("rule_off", "rule_changed")),
    ("Good to know", ("training", "input")),
)
_HASH_DIGITS = 12


def proof(plan: Plan, width: int = 10_000) -> str:
    """Return the plan's proof as one line, with as much of its origin as ``width`` characters hold."""
    statement = _STATEMENTS[plan.outcome]
    origin = _origin(plan)
    candidates = [f"{statement}; {origin}", f"{statement}; {_short_origin(plan)}"] if origin else []
    fitting = (line for line in candidates if len(line) + 1 <= width)
    return next(fitting, statement) + "."


def _seconds(plan: Plan) -> list[str]:
    return [f"{plan.timing.wall_seconds:.1f} s"] if plan.timing else []


def _origin(plan: Plan) -> str:
    if plan.provenance is None:
        return ""
    origin = plan.provenance
    luck = [] if origin.reproducible else ["stopped by the clock or by hand: another run may differ"]
    solver = ", ".join([f"ortools {clean(origin.ortools)}", *_seconds(plan)])
    return "; ".join([solver, f"request {clean(origin.request_hash)[:_HASH_DIGITS]}", *luck])


def _short_origin(plan: Plan) -> str:
    request = clean(plan.provenance.request_hash)[:8] if plan.provenance else ""
    return ", ".join([*_seconds(plan), request])


def note_sections(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield the plan's notes under their titles, what concerns safety first."""
    for title, kinds in _SECTIONS:
        texts = [clean(note.text) for note in plan.notes or () if note.kind in kinds]
        if texts:
            yield _title(title, plan), texts


def _title(title: str, plan: Plan) -> str:
    return "Why no week is possible" if title == "Limits" and plan.outcome == "infeasible" else title


def goals_line(tiers: tuple[TierValue, ...]) -> str:
    """Return how far each tier of goals is met, in order."""
    return "; ".join(f"{tier.tier} {clean(tier.name)} {_tier_words(tier)}" for tier in tiers)


def _tier_words(tier: TierValue) -> str:
    if tier.proved:
        return "met" if tier.value == 0 else f"at {tier.value}, the least possible"
    return f"at {tier.value}, proved not below {tier.bound}"


def headline(plan: Plan) -> str:
    """Return the week in one sentence: how many sessions, and how long in all."""
    if not plan.sessions:
        return "No strength week." if plan.outcome == "infeasible" else "No strength session."
    minutes = [session.minutes for session in plan.sessions]
    length = "" if None in minutes else f", {sum(m for m in minutes if m)} minutes in all"
    days = listing([day_word(session.day) for session in in_day_order(plan.sessions)])
    return f"{count(len(plan.sessions), 'strength session')} on {days}{length}."
