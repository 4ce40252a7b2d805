"""The one line that says what was proved, and what kind of notes a reader needs first."""

from collections.abc import Iterator

from solver.domain.plan import Plan, TierValue
from solver.report.words import SAFETY, clean, count, day_word, in_day_order, listing

_STATEMENTS = {
    "optimal": "Proved optimal: no better week exists under these rules",
    "feasible": "Not proved best, but every rule is kept",
    "infeasible": "Proved impossible: no week keeps all of these rules",
    "unknown": "Not known: the search ended without a week and without a proof",
    None: "Nothing proved: this plan carries no outcome",
}
WARNINGS = "Before you start"
"""Title of what concerns safety."""
_SECTIONS = (
    (WARNINGS, ("safety",)),
    ("What could not be reached, and why", ("goal_missed",)),
    ("Limits", ("limit",)),
    ("Rules that were changed for this plan", ("rule_off", "rule_changed")),
    ("Good to know", ("training", "input")),
)
_STANDING = "medical"
_HASH_DIGITS = 12


def proof(plan: Plan, width: int = 10_000) -> str:
    """Return the plan's proof as one line, with as much of its origin as ``width`` characters hold."""
    statement = _STATEMENTS[plan.outcome]
    candidates = (f"{statement}; {origin}." for origin in _origins(plan))
    return next((line for line in candidates if len(line) <= width), f"{statement}.")


def _origins(plan: Plan) -> Iterator[str]:
    """Yield where the plan comes from, at length and in short."""
    if plan.provenance is None:
        return
    seconds = [_seconds(plan.timing.wall_seconds)] if plan.timing else []
    luck = [] if plan.provenance.reproducible else ["not reproducible"]
    request = clean(plan.provenance.request_hash)
    solver = ", ".join([f"ortools {clean(plan.provenance.ortools)}", *seconds])
    yield "; ".join([solver, f"request {request[:_HASH_DIGITS]}", *luck])
    yield ", ".join([*seconds, request[:8], *luck])


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 0.05 else "under 0.1 s"


def note_sections(plan: Plan) -> Iterator[tuple[str, list[str]]]:
    """Yield the plan's notes under their titles, what concerns safety first.

    The standing word on medical advice is left to `safety_line`.
    """
    for title, kinds in _SECTIONS:
        notes = (note for note in plan.notes or () if note.kind in kinds and note.about != _STANDING)
        texts = [clean(note.text) for note in notes]
        if texts:
            yield _title(title, plan), texts


def safety_line(plan: Plan) -> str:
    """Return what every page says about medical advice, in the plan's own words if it has them."""
    said = (clean(note.text) for note in plan.notes or () if note.about == _STANDING)
    return next(said, SAFETY)


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
