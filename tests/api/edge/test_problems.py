"""Every error is a problem: short, complete, and without anybody's data."""

import json
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from api.edge.handlers import scenario_problem
from api.edge.problem import MAX_BYTES, Fault, Problem, invalid, problem_response
from solver import Refusal, ScenarioError
from tests.api.edge.small_app import client, make_app
from tests.api.edge.test_strict_json import HOSTILE

SECRET = "zzsecretzz"


@pytest.fixture(scope="module")
def web() -> TestClient:
    return client(make_app())


def problem(response: Response, status: int) -> dict[str, Any]:
    """Return a problem after looking at what holds for all of them."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert len(response.content) < 8192
    found: dict[str, Any] = response.json()
    Problem.model_validate(found)
    assert found["status"] == status
    assert found["request_id"] == response.headers["x-request-id"]
    assert SECRET not in response.text.lower()
    return found


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_json_is_answered_with_a_problem(web: TestClient, body: bytes) -> None:
    """Hostile JSON is the caller's fault: 400, 413 or, when nothing was sent, 422; never 5xx."""
    response = web.post("/v1/plans", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 413, 422)
    found = problem(response, response.status_code)
    assert response.status_code == 413 or found["errors"][0]["message"]


def test_a_plain_app_fails_that_table() -> None:
    """The negative control: FastAPI as it comes takes some of it, echoes some, and fails over some."""
    app = FastAPI()

    @app.post("/v1/plans")
    async def make(body: dict[str, Any]) -> int:
        return len(body)

    @app.post("/back")
    async def back(body: dict[str, Any]) -> dict[str, Any]:
        return body

    web, headers = client(app), {"content-type": "application/json"}
    answers = {
        name: web.post("/v1/plans", content=body, headers=headers)
        for name, body in HOSTILE.items()
        if len(body) < 2_000_000
    }
    taken = [name for name, answer in answers.items() if answer.status_code == 200]
    assert {"NaN", "1e999", "2^63", "lone high surrogate", "duplicate keys"} <= set(taken)
    assert web.post("/back", content=HOSTILE["lone high surrogate"], headers=headers).status_code == 500
    echoed = web.post("/v1/plans", json=[SECRET] * 1000)
    assert SECRET in echoed.text
    assert len(echoed.content) > 8192


def test_validation_says_everything_at_once_and_no_value(web: TestClient) -> None:
    """Every fault with its place; unknown keys are named, values never."""
    body = {
        "kind": SECRET,
        "minutes": SECRET,
        "name": "sick" + SECRET,
        "notes": {"a/b": SECRET},
        "colour": SECRET,
    }
    found = problem(web.post("/v1/plans", json=body), 422)
    faults = {fault["pointer"]: fault for fault in found["errors"]}
    assert set(faults) == {"/kind", "/minutes", "/name", "/notes/a~1b", "/colour"}
    assert faults["/colour"]["code"] == "unknown_key"
    assert "'easy' or 'long'" in faults["/kind"]["message"]


def test_a_limit_is_said_also_when_it_was_sent(web: TestClient) -> None:
    """A limit that equals the value is still a limit; a validator's words are cleaned of numbers too."""
    found = problem(web.post("/v1/plans", json={"kind": "easy", "minutes": -1}), 422)
    assert found["errors"][0]["message"] == "Input should be greater than -1"
    found = problem(web.post("/v1/plans", json={"kind": "easy", "name": "sick 7"}), 422)
    assert found["errors"][0]["message"] == "this value is not a name"


def test_addresses_with_control_signs(web: TestClient) -> None:
    """What no database takes does not come through by the address."""
    problem(web.get("/v1/plans/1%00"), 404)
    problem(web.get("/v1/plans/%0a%e2%80%ae"), 404)
    problem(web.get("/v1/plans/1?limit=%00"), 400)


def test_missing_and_foreign_bodies(web: TestClient) -> None:
    """A missing body, a missing key and a body of another shape are said plainly."""
    assert problem(web.post("/v1/plans"), 422)["errors"][0]["message"] == "is missing"
    assert problem(web.post("/v1/plans", json={}), 422)["errors"][0]["pointer"] == "/kind"
    problem(web.post("/v1/plans", json=[SECRET] * 100), 422)


def test_queries_headers_and_paths(web: TestClient) -> None:
    """Parameters are named; an id that cannot be one is not found."""
    found = problem(web.get("/v1/plans/1?limit=" + SECRET), 422)
    assert found["errors"][0]["message"].startswith("query parameter 'limit': ")
    problem(web.get("/v1/plans/1/fail/ours", headers={"x-note": SECRET}), 422)
    assert problem(web.get("/v1/plans/" + SECRET), 404)["code"] == "not_found"


def test_scenarios(web: TestClient) -> None:
    """A scenario's problems keep their pointers, what is allowed and the hints, and lose their values."""
    body = {"week": {"mon": {"runs": [{"kind": SECRET, "minutes": -77}]}}, "wek": 1}
    found = problem(web.post("/v1/plans/scenario", json=body), 422)
    faults = {fault["pointer"]: fault for fault in found["errors"]}
    assert "allowed: easy" in faults["/week/mon/runs/0/kind"]["message"]
    assert "-77" not in json.dumps(found)
    assert "week" in faults["/wek"]["hint"]
    assert found["code"] == "invalid_scenario"


def test_refusals() -> None:
    """Somebody who should be seen in person is told so."""
    assert scenario_problem(Refusal([])).code == "refused"
    assert scenario_problem(ScenarioError([])).code == "invalid_scenario"


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ("operational", 503, "store_unavailable"),
        ("interface", 503, "store_unavailable"),
        ("pool", 503, "store_unavailable"),
        ("disconnect", 503, "store_unavailable"),
        ("integrity", 500, "internal"),
        ("ours", 500, "internal"),
        ("conflict", 409, "conflict"),
        ("busy", 503, "too_busy"),
        ("teapot", 418, "failed"),
    ],
)
def test_exceptions(web: TestClient, how: str, status: int, code: str) -> None:
    """Each exception has its answer, and tells nothing about us."""
    response = web.get(f"/v1/plans/1/fail/{how}")
    found = problem(response, status)
    assert found["code"] == code
    assert "secret" not in response.text
    if status == 503:
        assert int(response.headers["retry-after"]) >= 1


def test_addresses_and_methods(web: TestClient) -> None:
    """What is not there and what is not done there are problems too."""
    problem(web.get(f"/{SECRET}?{SECRET}"), 404)
    response = web.delete("/v1/plans/1")
    problem(response, 405)
    assert response.headers["allow"] == "GET"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
def test_other_content_types(web: TestClient, headers: dict[str, str]) -> None:
    """What is not JSON in UTF-8 is refused before it is read, with what is accepted."""
    response = web.post("/v1/plans", content=b'{"kind": "easy"}', headers=headers)
    problem(response, 415)
    assert {"accept", "accept-encoding"} & set(response.headers)


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "application/JSON; charset=UTF-8",
        'application/json;charset="utf-8"',
        "application/a+json",
    ],
)
def test_json_by_its_names(web: TestClient, kind: str) -> None:
    """JSON under its usual names passes."""
    response = web.post("/v1/plans", content=b'{"kind": "easy"}', headers={"content-type": kind})
    assert response.status_code == 202


def test_long_lists_are_cut_and_counted() -> None:
    """However much is wrong, an answer stays below 8 KB and says how much it left out."""
    for number, length in ((5000, 300), (60, 5), (3, 100_000), (100, 80)):
        fault = Fault(pointer="/é" * length, code="x", message="\\" * length, hint='"' * length)
        error = invalid([fault] * number)
        body = error.response().body
        assert len(body) < MAX_BYTES + 1
        found = json.loads(bytes(body))
        left_out = number - len(found["errors"])
        assert (f"{left_out} more" in found["detail"]) == (left_out > 0)


def test_a_problem_outside_of_a_request_has_no_id() -> None:
    """Nothing invents a request."""
    assert b"request_id" not in problem_response(400, "x").body


def test_openapi_speaks_of_problems_only(web: TestClient) -> None:
    """Every error in openapi.json is a problem, and FastAPI's own shapes are gone."""
    document = web.get("/openapi.json").json()
    assert "HTTPValidationError" not in json.dumps(document)
    assert {"Problem", "Fault"} <= set(document["components"]["schemas"])
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]
    assert {"400", "401", "413", "415", "429"} <= set(document["paths"]["/v1/plans"]["post"]["responses"])
    assert {"bearer", "apiKey"} <= set(document["components"]["securitySchemes"])
