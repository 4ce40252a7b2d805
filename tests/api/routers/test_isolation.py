"""Tenants see nothing of each other: on every route a stranger's id looks like one that never was."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from api import demo
from api.app import create_app
from api.settings import Settings
from tests.support.live import OWNER, WAIT, Live

MINIMAL = demo.document("minimal")
PATCH = {"patch": [{"path": "strength_minutes", "value": 20}]}
#: Routes that name something of a tenant's: method and template -> body, and whose id it is.
NAMED: dict[tuple[str, str], Any] = {
    ("GET", "/v1/plans/{plan_id}"): None,
    ("DELETE", "/v1/plans/{plan_id}"): None,
    ("GET", "/v1/plans/{plan_id}/metadata"): None,
    ("GET", "/v1/plans/{plan_id}/input"): None,
    ("GET", "/v1/plans/{plan_id}/events"): None,
    ("POST", "/v1/plans/{plan_id}/stop"): None,
    ("POST", "/v1/plans/{plan_id}/from-patch"): PATCH,
    ("GET", "/v1/plans/{plan_id}/conflict"): None,
    ("GET", "/v1/plans/{plan_id}/why-not-more"): None,
    ("GET", "/v1/plans/{plan_id}/reasons"): None,
    ("POST", "/v1/plans/{plan_id}/why-not"): {"exercise": "plank_straight"},
    ("GET", "/v1/plans/{plan_id}/worth"): None,
    ("GET", "/v1/plans/{plan_id}/alternatives"): None,
    ("GET", "/v1/questions/{question_id}"): None,
    ("POST", "/v1/questions/{question_id}/stop"): None,
    ("GET", "/v1/batches/{batch_id}"): None,
    ("DELETE", "/v1/batches/{batch_id}"): None,
    ("GET", "/v1/batches/{batch_id}/items"): None,
    ("POST", "/v1/batches/{batch_id}/stop"): None,
    ("GET", "/v1/sweeps/{batch_id}"): None,
    ("DELETE", "/v1/sweeps/{batch_id}"): None,
    ("GET", "/v1/sweeps/{batch_id}/items"): None,
    ("POST", "/v1/sweeps/{batch_id}/stop"): None,
}
#: Routes that list what is the tenant's own.
LISTS = {("GET", "/v1/plans"), ("GET", "/v1/batches"), ("GET", "/v1/sweeps")}
#: Routes that take ids in their body, or may find something by its content or key.
OTHERWISE = {
    ("POST", "/v1/comparisons"): "test_ids_in_a_body_are_a_tenants_own",
    ("POST", "/v1/plans"): "test_neither_keys_nor_answers_are_shared",
    ("POST", "/v1/batches"): "test_neither_keys_nor_answers_are_shared",
    ("POST", "/v1/sweeps"): "makes something new, of what the body holds",
}
#: The same for everybody, or of nobody; those without a key first.
PUBLIC = {
    ("GET", path)
    for path in (
        "/healthz",
        "/readyz",
        "/metrics",
        "/openapi.json",
        "/docs",
        "/docs/start.js",
        "/docs/swagger-ui-bundle.js",
        "/docs/swagger-ui.css",
        "/docs/LICENSE",
    )
}
COMMON = {("GET", f"/v1/{name}") for name in ("rules", "goals", "exercises", "scenarios")} | {
    ("GET", "/v1/scenarios/{scenario_id}"),
    ("POST", "/v1/plans/check"),
}


def all_routes(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield method and template of every route that the app has."""
    app = create_app(Settings(data_dir=folder, solvers=1, keys="required"))
    for route in iter_route_contexts(app.routes):
        for method in (route.methods or set()) - {"HEAD"}:
            yield method, str(route.path_format or route.path)


def test_every_route_is_in_the_matrix(tmp_path: Path) -> None:
    """A new route says here what a stranger gets, or this fails."""
    assert set(all_routes(tmp_path)) == {*NAMED, *LISTS, *OTHERWISE, *PUBLIC, *COMMON}


@pytest.fixture(scope="module")
def ids(client: httpx.Client) -> dict[str, str]:
    """What the owner has, by the name that templates give it."""
    plan = client.post("/v1/plans", json=MINIMAL, headers=WAIT).headers["Location"]
    asked = {
        "plan_id": plan,
        "question_id": client.get(f"{plan}/reasons", headers=WAIT).headers["Location"],
        "batches": client.post("/v1/batches", json={"items": [{"scenario": MINIMAL}]}).headers["Location"],
        "sweeps": client.post("/v1/sweeps", json={"scenario": MINIMAL}).headers["Location"],
    }
    return {name: location.rpartition("/")[2] for name, location in asked.items()}


def owned(ids: dict[str, str], template: str) -> str:
    """Return the id that a template wants."""
    name = template.partition("{")[2].partition("}")[0]
    return ids[name] if name in ids else ids[template.split("/")[2]]


def filled(template: str, value: str) -> str:
    before, _, rest = template.partition("{")
    return before + value + rest.partition("}")[2]


def answer(client: httpx.Client, method: str, path: str, body: Any) -> tuple[int, dict[str, Any]]:
    """Return status and body, but for the request's id."""
    found = client.request(method, path, json=body)
    said = found.json()
    said.pop("request_id")
    return found.status_code, said


@pytest.mark.parametrize(("method", "template"), NAMED, ids=lambda part: str(part))
def test_a_strangers_id_looks_like_a_random_one(
    stranger: httpx.Client, client: httpx.Client, ids: dict[str, str], method: str, template: str
) -> None:
    """404 in the very same words, and the owner still has it."""
    body = NAMED[method, template]
    path = filled(template, owned(ids, template))
    theirs = answer(stranger, method, path, body)
    random = answer(stranger, method, filled(template, str(uuid.uuid4())), body)
    assert theirs == random
    assert theirs[0] == 404
    parts = path.split("/")
    assert client.get("/".join(parts[:4])).status_code == 200


@pytest.mark.parametrize(("method", "template"), sorted({*NAMED, *LISTS, *OTHERWISE, *COMMON}))
def test_nobody_gets_nothing(live: Live, ids: dict[str, str], method: str, template: str) -> None:
    """Without a key, or with one that is nobody's, 401 before anything is looked up."""
    path = filled(template, owned(ids, template)) if (method, template) in NAMED else template
    with live.client(None) as nobody:
        for headers in ({}, {"Authorization": "Bearer nonsense"}, {"X-API-Key": live.keys[OWNER][:-1] + "!"}):
            found = nobody.request(method, path, headers=headers)
            assert (found.status_code, found.headers["Content-Type"]) == (401, "application/problem+json")
            assert found.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", sorted(path for _, path in LISTS))
def test_lists_hold_ones_own(
    stranger: httpx.Client, client: httpx.Client, ids: dict[str, str], path: str
) -> None:
    """Nothing of the owner's is in a stranger's list, whatever he asks for."""
    own = {one["id"] for one in client.get(path, params={"limit": 200}).json()["items"]}
    assert own
    theirs = {one["id"] for one in stranger.get(path, params={"limit": 200}).json()["items"]}
    assert not own & theirs
    by_batch = stranger.get("/v1/plans", params={"batch_id": ids["batches"]})
    assert by_batch.json() == {"items": []}


def test_ids_in_a_body_are_a_tenants_own(
    stranger: httpx.Client, client: httpx.Client, ids: dict[str, str]
) -> None:
    """A comparison with somebody else's plan is one with a plan that is not there."""

    def compared(who: httpx.Client, plan_id: str) -> tuple[int, dict[str, Any]]:
        return answer(
            who, "POST", "/v1/comparisons", {"before": {"id": plan_id}, "after": {"id": ids["plan_id"]}}
        )

    assert compared(stranger, ids["plan_id"]) == compared(stranger, str(uuid.uuid4()))
    assert compared(stranger, ids["plan_id"])[0] == 404
    same = {"before": {"id": ids["plan_id"]}, "after": {"id": ids["plan_id"]}}
    assert client.post("/v1/comparisons", json=same).status_code == 200


def test_neither_keys_nor_answers_are_shared(stranger: httpx.Client, client: httpx.Client) -> None:
    """The same Idempotency-Key and the same week are two tenants' two jobs; no cached answer tells."""
    key = {"Idempotency-Key": str(uuid.uuid4())}
    week = {**MINIMAL, "strength_minutes": 29}
    makers: list[Callable[[httpx.Client], httpx.Response]] = [
        lambda who: who.post("/v1/plans", json=week, headers=key | WAIT),
        lambda who: who.post("/v1/batches", json={"items": [{"scenario": week}]}, headers=key),
    ]
    for make in makers:
        mine, theirs = make(client), make(stranger)
        assert mine.headers["Location"] != theirs.headers["Location"]
        assert mine.status_code == theirs.status_code
        if "metadata" in theirs.json():
            assert not theirs.json()["metadata"]["cached"]
        assert stranger.get(mine.headers["Location"]).status_code == 404
