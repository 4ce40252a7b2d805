"""Changes of a scenario document whose effect on the optimum is known beforehand."""

import copy
from random import Random

from solver.domain.plan import Plan
from tests.support.random_scenarios import DROPPABLE, EQUIPMENT, Document, random_document, some

Vector = tuple[tuple[int, int], ...]


def metamorphic_document(seed: int) -> Document:
    """Return a random week that is not too rich to be proved quickly."""
    rng = Random(f"metamorphic {seed}")
    document = random_document(rng)
    document["equipment"] = document["equipment"][:3]
    return document


def vector(plan: Plan) -> Vector:
    """Return tier and value, tier by tier."""
    return tuple((tier.tier, tier.value) for tier in plan.tiers or ())


def with_more_minutes(rng: Random, document: Document) -> Document:
    """Return the week with more minutes on every day that says how many."""
    longer = copy.deepcopy(document)
    if "strength_minutes" in longer:
        longer["strength_minutes"] += rng.choice((1, 5, 20))
    for day in longer["week"].values():
        if "strength" in day:
            day["strength"]["minutes"] += rng.choice((0, 1, 5, 20))
    return longer


def without_ladder(document: Document) -> Document:
    """Return the week with the ladder rule off."""
    free = copy.deepcopy(document)
    free.setdefault("rules", {})["ladder"] = {"enabled": False}
    return free


def with_more_equipment(rng: Random, document: Document) -> Document:
    """Return the week with more equipment at every place."""
    richer = copy.deepcopy(document)
    for there in (richer["equipment"], *richer["places"].values()):
        there += [name for name in some(rng, EQUIPMENT, 3, 1) if name not in there]
    return richer


def without_rule(rng: Random, document: Document) -> Document:
    """Return the week with one rule less."""
    dropped = copy.deepcopy(document)
    rules = dropped.setdefault("rules", {})
    rules.setdefault(rng.choice(DROPPABLE), {})["enabled"] = False
    return dropped


def renamed(document: Document) -> Document:
    """Return the week with another name, and other names for its places, in another order."""
    other = copy.deepcopy(document)
    other["name"] = "Another name"
    names = {place: f"z{9 - at}_{place}" for at, place in enumerate(other["places"])}
    other["places"] = {names[place]: there for place, there in other["places"].items()}
    days = [*other["week"].values(), *(other[key] for key in ("previous_day", "next_day") if key in other)]
    for day in days:
        if "place" in day.get("strength", {}):
            day["strength"]["place"] = names[day["strength"]["place"]]
    return other


def reordered(rng: Random, document: Document) -> Document:
    """Return the week with every list and mapping in another order."""
    return {key: _shuffled(rng, value) for key, value in _pairs(rng, document)}


def _shuffled(rng: Random, value: object) -> object:
    if isinstance(value, dict):
        return {key: _shuffled(rng, inner) for key, inner in _pairs(rng, value)}
    if isinstance(value, list):
        inner = [_shuffled(rng, one) for one in value]
        return rng.sample(inner, len(inner))
    return value


def _pairs(rng: Random, mapping: Document) -> list[tuple[str, object]]:
    return rng.sample(list(mapping.items()), len(mapping))


def with_pins_from(rng: Random, document: Document, plan: Plan) -> Document:
    """Return the week with something pinned that its plan already has."""
    pinned = copy.deepcopy(document)
    session = rng.choice(plan.sessions)
    pins = pinned.setdefault("pins", {})
    already = pins.get(session.day, "session")
    forms = [] if already == "session" else list(already)
    for planned in rng.sample(session.exercises, rng.randint(0, min(2, len(session.exercises)))):
        forms += [planned.exercise] if planned.exercise not in forms else []
    pins[session.day] = forms or "session"
    return pinned
