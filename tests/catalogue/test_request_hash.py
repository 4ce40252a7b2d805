"""The hash of a request: the same for the same request, another for any other."""

from typing import Any

import pytest

from solver.domain.scenario import Scenario
from solver.plan.provenance import request_hash

WEEK: dict[str, Any] = {
    "athlete": {"level": "intermediate", "pain": {"knee": "mild", "hip": "mild"}},
    "equipment": ["dumbbells"],
    "week": {"mon": {"strength": {"minutes": 40}}},
    "rules": {"simple_week": {"beginner": 9}, "sessions": {"enabled": True}},
}


def hashed(**changes: Any) -> str:
    return request_hash(Scenario.model_validate({**WEEK, **changes}))


def test_sixteen_hexadecimal_digits() -> None:
    """The hash is short enough to be compared by eye."""
    assert len(hashed()) == 16
    assert set(hashed()) <= set("0123456789abcdef")


def test_the_order_of_keys_does_not_matter() -> None:
    """A document that is written in another order is the same request."""
    turned: dict[str, Any] = {
        "rules": {"sessions": {"enabled": True}, "simple_week": {"beginner": 9}},
        "athlete": {"pain": {"hip": "mild", "knee": "mild"}, "level": "intermediate"},
    }
    assert hashed(**turned) == hashed()


def test_defaults_that_are_said_do_not_matter() -> None:
    """Saying what is the default anyway is the same request."""
    assert hashed(format="full_body", policy={"pairing": True}) == hashed()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Another week"},
        {"athlete": {"level": "advanced", "pain": {"knee": "mild", "hip": "mild"}}},
        {"equipment": ["dumbbells", "bench"]},
        {"strength_minutes": 30},
        {"policy": {"pairing": False}},
        {"last_week": []},
        {"rules": {"simple_week": {"beginner": 8}}},
        {"week": {"mon": {"strength": {"minutes": 41}}}},
    ],
)
def test_every_change_matters(changes: dict[str, Any]) -> None:
    """Another request has another hash."""
    assert hashed(**changes) != hashed()
