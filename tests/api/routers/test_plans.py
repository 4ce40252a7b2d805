"""Plans over HTTP, from asking to deleting."""

import uuid
from typing import Any

import httpx
import pytest

from api import demo
from tests.support.live import WAIT

MINIMAL = demo.document("minimal")
PROBLEM = "application/problem+json"


def id_of(envelope: dict[str, Any]) -> str:
    return str(envelope["metadata"]["id"])


def test_a_week_is_accepted_and_found_again(client: httpx.Client) -> None:
    """Without a wish to wait the answer is 202, and Location leads to the plan."""
    week = {**MINIMAL, "strength_minutes": 26}
    accepted = client.post("/v1/plans", json=week)
    assert accepted.status_code == 202
    assert accepted.headers["Location"] == f"/v1/plans/{id_of(accepted.json())}"
    assert int(accepted.headers["Retry-After"]) >= 1
    assert "Preference-Applied" not in accepted.headers
    done = client.get(accepted.headers["Location"], headers=WAIT)
    assert (done.status_code, done.headers["Preference-Applied"]) == (200, "wait=60")
    assert done.json()["metadata"]["status"] == "completed"
    assert done.json()["plan"]["outcome"] == "optimal"


def test_who_waits_gets_the_whole_plan(plan: dict[str, Any]) -> None:
    """Prefer: wait answers 200 with the plan, tiers and notes."""
    assert (plan["metadata"]["status"], plan["metadata"]["outcome"]) == ("completed", "optimal")
    assert plan["plan"]["sessions"] and plan["plan"]["tiers"] and plan["plan"]["notes"]


def test_a_job_says_when_it_began(client: httpx.Client) -> None:
    """Also one on the short way, past the queue."""
    metadata = client.post("/v1/plans", json={**MINIMAL, "strength_minutes": 47}, headers=WAIT).json()[
        "metadata"
    ]
    assert metadata["created_at"] <= metadata["started_at"] <= metadata["finished_at"]


def test_who_will_not_wait_long_gets_what_there_is(client: httpx.Client) -> None:
    """A wait that ends before the plan is there answers 202, and says what was honoured."""
    week = {**MINIMAL, "strength_minutes": 27}
    answer = client.post("/v1/plans", json=week, headers={"Prefer": "wait=0"})
    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "wait=0")
    client.post(answer.headers["Location"] + "/stop")


def test_an_infeasible_week_is_a_completed_job(impossible: dict[str, Any]) -> None:
    """status and outcome are two things."""
    assert impossible["metadata"]["status"] == "completed"
    assert impossible["metadata"]["outcome"] == "infeasible"


def test_the_same_key_answers_with_the_same_job(client: httpx.Client) -> None:
    """A request that is sent again does nothing new; another one under its key is an error."""
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = (client.post("/v1/plans", json=MINIMAL, headers=key | WAIT) for _ in range(2))
    assert id_of(first.json()) == id_of(again.json())
    assert first.json()["plan"] == again.json()["plan"]
    other = client.post("/v1/plans", json={**MINIMAL, "strength_minutes": 31}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_the_same_question_is_answered_from_the_store(client: httpx.Client, plan: dict[str, Any]) -> None:
    """An answer that comes out the same on every run is found, not computed."""
    again = client.post("/v1/plans", json=MINIMAL, headers=WAIT).json()
    assert again["metadata"]["cached"]
    assert again["plan"] == plan["plan"]
    assert id_of(again) != id_of(plan)


def test_validating_plans_nothing(client: httpx.Client) -> None:
    """operation=validate says that a week could be planned, and makes no job."""
    before = client.get("/v1/plans").json()["items"]
    valid = client.post("/v1/plans?operation=validate", json=MINIMAL)
    assert (valid.status_code, valid.json()) == (200, {"valid": True, "name": "Unnamed week"})
    assert client.get("/v1/plans").json()["items"] == before


@pytest.mark.parametrize("operation", ["validate", "solve"])
def test_everything_that_is_wrong_is_said_at_once(client: httpx.Client, operation: str) -> None:
    """422 with a pointer for each fault."""
    week = {"week": {"tue": {"run": {"kind": "tempo"}}, "thu": {"runn": 1}}, "strength_minutes": -1}
    answer = client.post(f"/v1/plans?operation={operation}", json=week)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, PROBLEM)
    pointers = [fault["pointer"] for fault in answer.json()["errors"]]
    assert sorted(pointers) == ["/strength_minutes", "/week/thu/runn", "/week/tue/run/kind"]


def test_what_was_asked_can_be_read(client: httpx.Client, plan: dict[str, Any]) -> None:
    """The input is the document, with the limits."""
    asked = client.get(f"/v1/plans/{id_of(plan)}/input").json()
    assert asked["scenario"] == MINIMAL
    assert asked["limits"] == plan["metadata"]["limits"]
    metadata = client.get(f"/v1/plans/{id_of(plan)}/metadata").json()
    assert metadata == plan["metadata"]


def test_limits_are_no_larger_than_the_settings(client: httpx.Client) -> None:
    """Who asks for less gets less; nobody gets more."""
    parameters = {"deterministic_seconds": 7000, "wall_seconds": 12}
    answer = client.post("/v1/plans", json={**MINIMAL, "strength_minutes": 28}, params=parameters)
    assert answer.json()["metadata"]["limits"] == {"deterministic_seconds": 30.0, "wall_seconds": 12.0}
    client.post(answer.headers["Location"] + "/stop")


def test_lists_go_from_page_to_page(client: httpx.Client, plan: dict[str, Any]) -> None:
    """Following the cursors shows every plan once, the newest first."""
    for minutes in (30, 30, 30):
        client.post("/v1/plans", json={**MINIMAL, "strength_minutes": minutes}, headers=WAIT)
    seen: list[dict[str, Any]] = []
    parameters: dict[str, str | int] = {"limit": 2, "status": "completed"}
    while True:
        page = client.get("/v1/plans", params=parameters).json()
        seen += page["items"]
        if "next_cursor" not in page:
            break
        assert len(page["items"]) == 2
        parameters["cursor"] = page["next_cursor"]
    ids = [one["id"] for one in seen]
    assert len(set(ids)) == len(ids) >= 4
    assert [one["created_at"] for one in seen] == sorted((one["created_at"] for one in seen), reverse=True)


@pytest.mark.parametrize("cursor", ["x", "bmFuIHg=", "MS4wIHg=", "aW5mIDE=", "%F0%9F%98%80", ""])
@pytest.mark.parametrize("path", ["/v1/plans", "/v1/batches", "/v1/sweeps"])
def test_a_cursor_of_somebody_else_is_refused(client: httpx.Client, path: str, cursor: str) -> None:
    """A cursor that is not ours is 422, not the first page again."""
    answer = client.get(f"{path}?cursor={cursor}")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "not_allowed")


def test_a_patch_makes_a_child(client: httpx.Client, plan: dict[str, Any]) -> None:
    """A child knows its parent, a grandchild the first of the line too."""
    path = f"/v1/plans/{id_of(plan)}/from-patch"
    edits = {"patch": [{"op": "replace", "path": "week.tue.strength.minutes", "value": 25}], "label": "25"}
    child = client.post(path, json=edits, headers=WAIT)
    assert (child.status_code, child.headers["Preference-Applied"]) == (200, "wait=60")
    metadata = child.json()["metadata"]
    assert (metadata["parent_id"], metadata["origin_id"], metadata["label"]) == (
        id_of(plan),
        id_of(plan),
        "25",
    )
    asked = client.get(f"/v1/plans/{metadata['id']}/input").json()
    assert (asked["scenario"]["week"]["tue"]["strength"], asked["label"]) == ({"minutes": 25}, "25")
    undone = {"patch": [{"op": "remove", "path": "week.tue.strength"}]}
    grandchild = client.post(f"/v1/plans/{metadata['id']}/from-patch", json=undone, headers=WAIT).json()
    assert grandchild["metadata"]["parent_id"] == metadata["id"]
    assert grandchild["metadata"]["origin_id"] == id_of(plan)
    assert grandchild["plan"] == plan["plan"]


BAD_EDITS: dict[str, Any] = {
    "no value": {"op": "replace", "path": "strength_minutes"},
    "null": {"op": "replace", "path": "strength_minutes", "value": None},
    "a value to remove": {"op": "remove", "path": "strength_minutes", "value": 3},
    "no path": {"op": "replace", "path": "..", "value": 3},
    "into a number": {"op": "replace", "path": "strength_minutes.x.y", "value": 3},
    "an entry that is not there": {
        "op": "replace",
        "path": "week.tue.runs[9999999999999999]",
        "value": 3,
    },
    "another operation": {"op": "move", "path": "strength_minutes", "value": 3},
    "no scenario": {"op": "replace", "path": "week", "value": 3},
    "an unknown key": {"op": "replace", "path": "nobody.knows", "value": 3},
}


@pytest.mark.parametrize("edit", BAD_EDITS.values(), ids=BAD_EDITS)
def test_a_patch_that_leads_nowhere_is_refused(
    client: httpx.Client, plan: dict[str, Any], edit: dict[str, Any]
) -> None:
    """422, and no job."""
    answer = client.post(f"/v1/plans/{id_of(plan)}/from-patch", json={"patch": [edit]})
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_stopping_is_repeatable(client: httpx.Client, plan: dict[str, Any]) -> None:
    """A plan that has ended stays as it is, however often it is stopped."""
    for _ in range(2):
        stopped = client.post(f"/v1/plans/{id_of(plan)}/stop")
        assert (stopped.status_code, stopped.json()) == (202, plan["metadata"])


def test_deleting_is_for_good(client: httpx.Client) -> None:
    """Nothing of a deleted plan can be read any more."""
    envelope = client.post("/v1/plans", json=MINIMAL, headers=WAIT).json()
    path = f"/v1/plans/{id_of(envelope)}"
    assert client.delete(path).status_code == 204
    for gone in (path, path + "/metadata", path + "/input", path + "/events", path + "/reasons"):
        assert client.get(gone).status_code == 404
    assert client.delete(path).status_code == 404


def test_health_needs_no_key(client: httpx.Client) -> None:
    """Probes and Prometheus come without keys."""
    with httpx.Client(base_url=client.base_url) as nobody:
        assert nobody.get("/healthz").json() == {"status": "alive"}
        assert nobody.get("/readyz").json() == {"status": "ready", "solvers": 1}
        assert "http_requests" in nobody.get("/metrics").text
        assert nobody.get("/v1/plans").status_code == 401
