"""Sets of days that are left out are needless: the search over all of them finds nothing better."""

from random import Random

import pytest

from solver.domain.scenario import Scenario
from solver.model import day_sets as room
from solver.model.day_sets import DaySet, day_sets
from solver.model.openings import Openings
from solver.search import tiers
from solver.search.limits import Budget, Limits
from solver.search.tiers import Searched, search
from solver.specification import case_of
from tests.support.random_scenarios import random_document

SHORT, LONG = range(4), range(100, 400)


def searched(scenario: Scenario) -> Searched:
    """Search a week within a small limit."""
    return search(case_of(scenario), Budget(Limits(deterministic_seconds=12)))


def agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare the search with one over every set of days, their sessions in any order."""
    scenario = Scenario.model_validate(random_document(Random(seed)))
    with monkeypatch.context() as patch:
        patch.setattr(room._DaySets, "_replaces", lambda *_: False)
        patch.setattr(tiers, "_order_alike", lambda *_: None)
        everything = searched(scenario)
    needed = searched(scenario)
    if {everything.status, needed.status} <= {"optimal", "infeasible"}:
        assert (needed.status, needed.vector) == (everything.status, everything.vector)


@pytest.mark.parametrize("seed", SHORT)
def test_nothing_better_is_left_out(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another set of days makes needless holds no better week."""
    agree(seed, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("seed", LONG)
def test_campaign_nothing_better_is_left_out(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same over many weeks."""
    agree(seed, monkeypatch)


def sets(**document: object) -> list[DaySet]:
    """Return the sets of days of a scenario."""
    return day_sets(Openings(case_of(Scenario.model_validate(document))))


def test_equal_days_are_looked_at_once() -> None:
    """In a week of seven equal days two sessions can only be near each other or apart."""
    found = sets(strength_minutes=30, sessions={"min": 2, "target": 2, "max": 2})
    assert {len(one.days) for one in found} == {2}
    assert len(found) == 1, "days apart replace days in a row"


def test_more_time_replaces_less() -> None:
    """A day with less time is needless beside one that is alike with more."""
    week = {"tue": {"strength": {"minutes": 25}}, "thu": {"strength": {"minutes": 35}}}
    found = sets(week=week, sessions={"min": 1, "target": 1, "max": 1})
    assert [one.days for one in found] == [(3,)]


def test_pinned_days_are_held() -> None:
    """Every set has the pinned days and none of those pinned to rest."""
    found = sets(strength_minutes=30, pins={"wed": "session", "fri": "rest"})
    assert found
    assert all(2 in one.days and 4 not in one.days for one in found)


def test_unlike_makes_every_day_its_own() -> None:
    """Days are not exchanged when the plan has to differ in its days."""
    plans = [{"days": ["mon", "thu"], "mains": []}]
    found = sets(
        strength_minutes=30, sessions={"min": 2, "target": 2, "max": 2}, rules={"unlike": {"plans": plans}}
    )
    assert len(found) > 1
