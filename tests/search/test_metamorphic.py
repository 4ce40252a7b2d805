"""Changes whose effect is known: more freedom never hurts, names and order never matter."""

from collections.abc import Callable
from random import Random

import pytest

from solver import Limits, Plan, scenario_from, solve
from tests.search.metamorphic import (
    metamorphic_document,
    renamed,
    reordered,
    vector,
    with_more_equipment,
    with_more_minutes,
    with_pins_from,
    without_ladder,
    without_rule,
)
from tests.support.random_scenarios import Document

SHORT = range(3)
CAMPAIGN = range(3, 203)
BATCHES = 10
LIMITS = Limits(deterministic_seconds=0.5, wall_seconds=300)

Relation = Callable[[int], bool]


def planned(document: Document) -> Plan:
    """Return the plan of a document."""
    return solve(scenario_from(document), limits=LIMITS)


def is_never_worse(before: Plan, after: Plan) -> bool:
    """Check that more freedom did not hurt; False when nothing can be said for want of a proof."""
    if after.outcome == "infeasible":
        assert before.outcome in ("infeasible", "unknown")
        return before.outcome == "infeasible"
    if after.outcome != "optimal" or before.outcome not in ("optimal", "feasible"):
        return False
    assert vector(after) <= vector(before)
    return True


def more_minutes(seed: int) -> bool:
    """More minutes never make the tier vector worse."""
    document = metamorphic_document(seed)
    return is_never_worse(planned(document), planned(with_more_minutes(Random(seed), document)))


def more_equipment(seed: int) -> bool:
    """More equipment, with the ladder rule off, never makes the tier vector worse."""
    document = without_ladder(metamorphic_document(seed))
    return is_never_worse(planned(document), planned(with_more_equipment(Random(seed), document)))


def fewer_rules(seed: int) -> bool:
    """Dropping a rule never makes the tier vector worse."""
    document = metamorphic_document(seed)
    return is_never_worse(planned(document), planned(without_rule(Random(seed), document)))


def other_names(seed: int) -> bool:
    """Renaming the scenario and its places changes nothing but those names."""
    document = metamorphic_document(seed)
    assert _nameless(planned(document)) == _nameless(planned(renamed(document)))
    return True


def other_order(seed: int) -> bool:
    """Reordering lists and mappings of the input changes nothing but the hash of the request."""
    document = metamorphic_document(seed)
    one, other = planned(document), planned(reordered(Random(seed), document))
    assert _placeless(one) == _placeless(other)
    return True


def pinned_optimum(seed: int) -> bool:
    """Pinning what the optimum already has keeps the tier vector."""
    document = metamorphic_document(seed)
    plan = planned(document)
    if plan.outcome != "optimal" or not plan.sessions:
        return False
    again = planned(with_pins_from(Random(seed), document, plan))
    if again.outcome == "feasible":
        return False
    assert again.outcome == "optimal"
    assert vector(again) == vector(plan)
    return True


def _placeless(plan: Plan) -> Document:
    """Return the plan without what must differ: the request's hash, the time it took, its name."""
    document = plan.model_dump(mode="json", exclude={"timing", "name"})
    document["provenance"].pop("request_hash")
    return document


def _nameless(plan: Plan) -> Document:
    document = _placeless(plan)
    for session in document["sessions"]:
        session.pop("place")
    return document


RELATIONS = [more_minutes, more_equipment, fewer_rules, other_names, other_order, pinned_optimum]


@pytest.mark.parametrize("relation", RELATIONS)
def test_relation_holds(relation: Relation) -> None:
    """A few weeks for each relation."""
    assert sum(relation(seed) for seed in SHORT) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("relation", RELATIONS)
def test_relation_holds_campaign(relation: Relation, batch: int) -> None:
    """Two hundred weeks for each relation, most of them proved."""
    seeds = CAMPAIGN[batch::BATCHES]
    assert sum(relation(seed) for seed in seeds) >= len(seeds) // 4
