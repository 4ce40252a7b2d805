"""Batches and sweeps over HTTP: taken in as they come, read while they are worked on."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api import demo
from tests.support.live import WAIT
from tests.support.pools import eventually

MINIMAL = demo.document("minimal")
NDJSON = {"Content-Type": "application/x-ndjson"}
GOOD = {"label": "good", "scenario": MINIMAL}
BAD: dict[str, Any] = {"label": "bad", "scenario": {"week": {"mon": {"runn": 1}}}}


def ended(client: httpx.Client, path: str) -> dict[str, Any]:
    """Wait for a batch to end."""

    def look() -> dict[str, Any] | None:
        batch: dict[str, Any] = client.get(path).json()
        return batch if batch["status"] == "completed" else None

    found = eventually(look, "the batch has ended")
    assert found is not None
    return found


def listed(client: httpx.Client) -> list[str]:
    """Return the ids of all batches."""
    return [one["id"] for one in client.get("/v1/batches", params={"limit": 200}).json()["items"]]


def test_one_bad_item_does_not_sink_the_rest(client: httpx.Client) -> None:
    """Good items are planned; bad ones say what is wrong and where."""
    items = [GOOD, BAD, 3, {"label": "x" * 201, "scenario": MINIMAL}, GOOD]
    accepted = client.post("/v1/batches", json={"items": items})
    assert (accepted.status_code, accepted.json()["total"]) == (202, 5)
    path = accepted.headers["Location"]
    batch = ended(client, path)
    assert batch["counts"] == {"completed": 2, "failed": 3}
    assert batch["outcomes"] == {"optimal": 2}
    found = client.get(f"{path}/items").json()["items"]
    assert [one["metadata"]["batch_index"] for one in found] == [0, 1, 2, 3, 4]
    assert [one["metadata"].get("label") for one in found] == ["good", "bad", None, None, "good"]
    assert found[0]["plan"]["sessions"] == found[4]["plan"]["sessions"]
    errors = [one["metadata"].get("error") for one in found]
    assert errors[1]["errors"][0]["pointer"] == "/week/mon/runn"
    assert errors[3]["errors"][0]["pointer"] == "/label"
    bad = f"/v1/plans/{found[1]['metadata']['id']}"
    assert "scenario" not in client.get(f"{bad}/input").json()
    assert client.get(f"{bad}/reasons").json()["code"] == "no_plan"
    edit = {"patch": [{"path": "strength_minutes", "value": 20}]}
    assert client.post(f"{bad}/from-patch", json=edit).json()["code"] == "no_input"


def test_lines_are_read_as_they_come(client: httpx.Client) -> None:
    """NDJSON in pieces that end anywhere; a line that is no JSON is a bad item."""

    def pieces() -> Iterator[bytes]:
        lines = f"{json.dumps(GOOD)}\n\n{{nonsense\n{json.dumps(GOOD)}".encode()
        for start in range(0, len(lines), 50):
            yield lines[start : start + 50]

    accepted = client.post("/v1/batches", content=pieces(), headers=NDJSON)
    assert accepted.status_code == 202
    batch = ended(client, accepted.headers["Location"])
    assert (batch["total"], batch["counts"]) == (3, {"completed": 2, "failed": 1})


def test_items_are_read_page_by_page_and_by_state(client: httpx.Client) -> None:
    """next_after leads on; `ended` leaves out what is still open."""
    path = client.post("/v1/batches", json={"items": [GOOD] * 3}).headers["Location"]
    ended(client, path)
    first = client.get(f"{path}/items", params={"limit": 2}).json()
    assert (len(first["items"]), first["next_after"]) == (2, 1)
    last = client.get(f"{path}/items", params={"after": 1, "ended": True}).json()
    assert (len(last["items"]), "next_after" in last) == (1, False)
    listed = client.get("/v1/plans", params={"batch_id": path.rpartition("/")[2]}).json()["items"]
    assert len(listed) == 3
    for wrong in ({"after": 2**40}, {"after": -2}, {"limit": 0}, {"limit": 501}, {"ended": "perhaps"}):
        assert client.get(f"{path}/items", params=wrong).status_code == 422


def test_the_same_key_answers_with_the_same_batch(client: httpx.Client) -> None:
    """A batch that is sent again is not solved again; another one under its key is an error."""
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = (client.post("/v1/batches", json={"items": [GOOD, BAD]}, headers=key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    other = client.post("/v1/batches", json={"items": [GOOD]}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


WRONG: dict[str, tuple[bytes, dict[str, str], int]] = {
    "nothing": (b"", {"Content-Type": "application/json"}, 400),
    "no items": (b"{}", {"Content-Type": "application/json"}, 422),
    "items and more": (b'{"items":[1],"x":1}', {"Content-Type": "application/json"}, 422),
    "no item": (b'{"items":[]}', {"Content-Type": "application/json"}, 422),
    "a list": (b"[]", {"Content-Type": "application/json"}, 422),
    "no line": (b"\n\n", NDJSON, 422),
    "a form": (b"a=1", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    "no type": (b"{}", {}, 415),
    "compressed": (b"xx", {**NDJSON, "Content-Encoding": "gzip"}, 415),
    "a long line": (b"x" * 1_100_000, NDJSON, 413),
    "a duplicate key": (b'{"items":[1],"items":[2]}', {"Content-Type": "application/json"}, 400),
}


@pytest.mark.parametrize(("body", "headers", "status"), WRONG.values(), ids=WRONG)
def test_a_batch_that_is_none_is_refused(
    client: httpx.Client, body: bytes, headers: dict[str, str], status: int
) -> None:
    """Nothing of it is kept."""
    before = listed(client)
    answer = client.post("/v1/batches", content=body, headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert listed(client) == before


def test_a_batch_is_stopped_and_deleted(client: httpx.Client) -> None:
    """What waits is cancelled; deleting takes items and plans along."""
    weeks = [{"scenario": {**MINIMAL, "strength_minutes": minutes}} for minutes in range(60, 72)]
    path = client.post("/v1/batches", json={"items": weeks}).headers["Location"]
    for _ in range(2):
        assert client.post(f"{path}/stop").status_code == 202
    batch = ended(client, path)
    assert batch["stop_requested"] and sum(batch["counts"].values()) == 12
    assert batch["counts"].get("cancelled", 0) > 0
    item = client.get(f"{path}/items").json()["items"][0]["metadata"]["id"]
    assert client.delete(path).status_code == 204
    for gone in (path, f"{path}/items", f"/v1/plans/{item}"):
        assert client.get(gone).status_code == 404


def test_a_sweep_is_a_plan_for_every_cell(client: httpx.Client) -> None:
    """Axes are combined; cells carry their coordinates; bad cells are reported."""
    body = {"scenario": MINIMAL, "grid": {"strength_minutes": [30, 20, -1]}}
    accepted = client.post("/v1/sweeps", json=body)
    assert (accepted.status_code, accepted.json()["kind"]) == (202, "sweep")
    path = accepted.headers["Location"]
    assert ended(client, path)["counts"] == {"completed": 2, "failed": 1}
    found = client.get(f"{path}/items").json()["items"]
    assert [one["metadata"]["label"] for one in found] == [f"strength_minutes={n}" for n in (30, 20, -1)]
    plan = client.post("/v1/plans", json=MINIMAL, headers=WAIT).json()["plan"]
    assert found[0]["plan"]["sessions"] == plan["sessions"]
    assert client.get(path.replace("sweeps", "batches")).status_code == 404


BAD_SWEEPS: dict[str, Any] = {
    "an empty axis": {"zipped": {"a": {}}},
    "an empty variant": {"variants": {"a": {}}},
    "lengths that differ": {"zipped": {"a": {"strength_minutes": [1, 2], "week.tue.strength.minutes": [1]}}},
    "no cell is a scenario": {"grid": {"secret.health": [1]}},
    "a path that is none": {"grid": {"..": [1]}},
    "an empty path": {"grid": {"": [1]}},
    "an empty list": {"grid": {"strength_minutes": []}},
    "another key": {"cells": 3},
}


@pytest.mark.parametrize("axes", BAD_SWEEPS.values(), ids=BAD_SWEEPS)
def test_a_sweep_that_is_none_is_refused(client: httpx.Client, axes: dict[str, Any]) -> None:
    """422 in our own words, without anything of the scenario."""
    week = {**MINIMAL, "name": "Somebody Private"}
    answer = client.post("/v1/sweeps", json={"scenario": week, **axes})
    assert answer.status_code == 422
    assert "Private" not in answer.text
    assert "pydantic" not in answer.text and "type=" not in answer.text


def test_a_sweep_has_an_end(client: httpx.Client) -> None:
    """Axes that span too many cells are refused before any cell is made."""
    body = {"scenario": MINIMAL, "grid": {"strength_minutes": list(range(200)), "name": list(range(200))}}
    answer = client.post("/v1/sweeps", json=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
