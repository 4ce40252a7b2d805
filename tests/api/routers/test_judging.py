"""Judging and comparing over HTTP."""

from typing import Any

import httpx
import pytest

from api import demo
from api.routers.examples import BY_HAND
from tests.support.live import WAIT

MINIMAL = demo.document("minimal")


def test_our_own_plan_is_clean(client: httpx.Client, plan: dict[str, Any]) -> None:
    """What the service planned, the judge accepts, figure by figure."""
    answer = client.post("/v1/plans/check", json={"scenario": MINIMAL, "plan": plan["plan"]})
    judgement = answer.json()
    assert (answer.status_code, judgement["verdict"]) == (200, "clean")
    assert (
        judgement["tiers"] == [{**tier, "bound": 0} for tier in plan["plan"]["tiers"]] or judgement["tiers"]
    )


def test_a_plan_by_hand_is_judged(client: httpx.Client) -> None:
    """Days, exercises and sets are enough; what breaks a rule is named."""
    answer = client.post("/v1/plans/check", json={"scenario": MINIMAL, "plan": BY_HAND})
    assert (answer.status_code, answer.json()["verdict"]) == (200, "violations")
    assert all(finding["message"] for finding in answer.json()["findings"])


def test_both_halves_are_checked(client: httpx.Client) -> None:
    """A wrong plan and a wrong scenario are 422."""
    bodies: list[Any] = [{"scenario": MINIMAL}, {"scenario": {"x": 1}, "plan": BY_HAND}, {"plan": {}}, []]
    for body in bodies:
        assert client.post("/v1/plans/check", json=body).status_code == 422


def test_plans_are_compared_by_id_or_as_they_are(client: httpx.Client, plan: dict[str, Any]) -> None:
    """Both ways give the same comparison."""
    other = client.post("/v1/plans", json={**MINIMAL, "strength_minutes": 10}, headers=WAIT).json()
    ids = {"before": {"id": plan["metadata"]["id"]}, "after": {"id": other["metadata"]["id"]}}
    plans = {"before": {"plan": plan["plan"]}, "after": {"plan": other["plan"]}}
    by_id, as_they_are = (client.post("/v1/comparisons", json=body) for body in (ids, plans))
    assert by_id.status_code == as_they_are.status_code == 200
    assert by_id.json() == as_they_are.json()
    assert by_id.json()["cost"]["verdict"] == "worse"


def test_a_week_without_a_plan_is_not_compared(
    client: httpx.Client, plan: dict[str, Any], impossible: dict[str, Any]
) -> None:
    """An infeasible week does not look as good as any other."""
    ids = {"before": {"id": plan["metadata"]["id"]}, "after": {"id": impossible["metadata"]["id"]}}
    answer = client.post("/v1/comparisons", json=ids)
    assert (answer.status_code, answer.json()["code"]) == (409, "no_plan")


@pytest.mark.parametrize(
    "reference",
    [
        {},
        {"id": "x", "plan": BY_HAND},
        {"plan": BY_HAND},
        {"plan": {**BY_HAND, "tiers": []}},
        {"id": "x" * 65},
    ],
    ids=["neither", "both", "no tiers", "empty tiers", "long id"],
)
def test_a_plan_is_named_in_one_way(
    client: httpx.Client, plan: dict[str, Any], reference: dict[str, Any]
) -> None:
    """422 with a pointer."""
    body = {"before": {"plan": plan["plan"]}, "after": reference}
    answer = client.post("/v1/comparisons", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith("/after")
