"""Explanations over HTTP: asked, waited for, found again, stopped."""

from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from api import demo
from api.edge.problem import ApiError
from api.routers import asking
from tests.support.live import WAIT

TINY: dict[str, Any] = {
    "sessions": {"min": 1, "target": 1, "max": 1},
    "week": {"mon": {"strength": {"minutes": 12}}, "sun": {"run": {"kind": "long"}}},
}


def planned(client: httpx.Client, week: dict[str, Any]) -> str:
    """Return the address of a plan."""
    return str(client.post("/v1/plans", json=week, headers=WAIT).headers["Location"])


@pytest.fixture(scope="module")
def tiny(client: httpx.Client) -> str:
    """A plan of a few minutes, about which questions are answered soon."""
    return planned(client, TINY)


def test_a_conflict_is_named_with_its_repairs(client: httpx.Client) -> None:
    """An infeasible week has a minimal clash and ways out, and is asked only once."""
    path = planned(client, demo.document("impossible/bands_only")) + "/conflict"
    answer = client.get(path, headers=WAIT)
    assert (answer.status_code, answer.headers["Preference-Applied"]) == (200, "wait=60")
    found = answer.json()
    assert found["metadata"]["outcome"] == "finished"
    explanation = found["answer"]["explanations"][0]
    assert explanation["conflict"]["members"] and explanation["repairs"]
    again = client.get(path)
    assert again.json() == found
    assert client.get(again.headers["Location"]).json() == found


@pytest.mark.parametrize("question", ["conflict", "why-not-more", "reasons"])
def test_a_question_that_does_not_fit_is_a_conflict(
    client: httpx.Client, plan: dict[str, Any], impossible: dict[str, Any], question: str
) -> None:
    """A week with a plan has no clash, one without has no exercises to give reasons for."""
    envelope = plan if question == "conflict" else impossible
    answer = client.get(f"/v1/plans/{envelope['metadata']['id']}/{question}")
    assert answer.status_code == 409
    assert answer.json()["code"] == ("no_conflict" if question == "conflict" else "no_plan")


def test_nothing_is_asked_about_a_plan_that_is_not_there_yet(client: httpx.Client) -> None:
    """409 until the plan has ended, also when it was stopped before there was one."""
    week = {**demo.document("half_marathon_build"), "strength_minutes": 44}
    path = client.post("/v1/plans", json=week).headers["Location"]
    early = client.get(f"{path}/reasons")
    assert (early.status_code, early.json()["code"]) in ((409, "not_finished"), (200, None))
    client.post(f"{path}/stop")
    assert client.get(path, headers=WAIT).json()["metadata"]["status"] in ("completed", "cancelled")


def test_an_explanation_can_be_stopped(client: httpx.Client, tiny: str) -> None:
    """respond-async does not wait; what is stopped ends soon, as often as it is stopped."""
    asked = client.get(f"{tiny}/why-not-more", headers={"Prefer": "respond-async"})
    assert (asked.status_code, asked.headers["Preference-Applied"]) == (202, "respond-async")
    question = asked.headers["Location"]
    for _ in range(2):
        assert client.post(f"{question}/stop").status_code == 202
    ended = client.get(question, headers=WAIT)
    assert ended.status_code == 200
    assert ended.json()["metadata"]["status"] in ("completed", "cancelled")
    outcome = ended.json()["metadata"].get("outcome")
    assert outcome in (None, "finished", "unfinished")
    again = client.get(f"{tiny}/why-not-more", headers={"Prefer": "respond-async"}).headers["Location"]
    client.post(f"{again}/stop")
    assert (again == question) == (outcome == "finished"), "half an answer is no answer"


def test_reasons_say_what_exercises_are_for(client: httpx.Client, tiny: str) -> None:
    """Every exercise of the plan has its reason."""
    plan = client.get(tiny).json()["plan"]
    reasons = client.get(f"{tiny}/reasons", headers=WAIT).json()["answer"]["reasons"]
    planned_ = [one["exercise"] for session in plan["sessions"] for one in session["exercises"]]
    assert [one["exercise"] for one in reasons] == planned_


def test_a_wish_has_its_price(client: httpx.Client, tiny: str) -> None:
    """A wish that can be had is answered with its cost and the changed plan."""
    answer = client.post(f"{tiny}/why-not", json={"exercise": "plank_straight"}, headers=WAIT)
    contrast = answer.json()["answer"]
    assert (answer.status_code, contrast["possible"]) == (200, True)
    assert contrast["cost"]["verdict"] == "worse" and contrast["plan"]["sessions"]


def test_a_wish_that_is_forbidden_has_its_clash(client: httpx.Client, tiny: str) -> None:
    """What cannot be had is answered with what forbids it."""
    contrast = client.post(f"{tiny}/why-not", json={"exercise": "leg_press"}, headers=WAIT).json()["answer"]
    assert not contrast["possible"]
    assert contrast["conflict"]["members"]


BAD_WISHES: dict[str, Any] = {
    "nothing": {},
    "two things": {"exercise": "plank_straight", "sessions": 2},
    "unknown key": {"include": ["plank_straight"]},
    "unknown exercise": {"exercise": "nobody_knows"},
    "instead of nobody": {"exercise": "plank_straight", "instead_of": "nobody_knows"},
    "no object": ["plank_straight"],
    "too many": {"sessions": 8},
    "a fraction": {"sessions": 1.5},
}


@pytest.mark.parametrize("wish", BAD_WISHES.values(), ids=BAD_WISHES)
def test_a_wish_that_is_none_is_refused(client: httpx.Client, tiny: str, wish: Any) -> None:
    """422 before any solver is asked."""
    answer = client.post(f"{tiny}/why-not", json=wish, headers=WAIT)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_what_more_would_buy(client: httpx.Client, tiny: str) -> None:
    """Each thing has its edit of the scenario and what it gives."""
    answer = client.get(f"{tiny}/worth", headers=WAIT)
    assert answer.status_code == 200
    assert all(one["patch"] and one["words"] for one in answer.json()["answer"]["items"])


def test_alternatives_are_counted(client: httpx.Client, tiny: str) -> None:
    """No more than asked for; what is asked for has bounds."""
    answer = client.get(f"{tiny}/alternatives", params={"k": 1, "loss": 3}, headers=WAIT)
    assert (answer.status_code, answer.json()["metadata"]["outcome"]) == (200, "finished")
    for wrong in ({"k": 0}, {"k": 11}, {"loss": -1}, {"loss": "x"}, {"many": 3}):
        assert client.get(f"{tiny}/alternatives", params=wrong).status_code == 422


def test_a_question_is_no_plan_and_a_plan_no_question(client: httpx.Client, tiny: str) -> None:
    """Each is found under its own address only."""
    question = client.get(f"{tiny}/reasons", headers=WAIT).json()["metadata"]
    assert question["plan_id"] == tiny.rpartition("/")[2]
    for part in ("", "/metadata", "/input", "/reasons"):
        assert client.get(f"/v1/plans/{question['id']}{part}").status_code == 404
    assert client.get(f"/v1/questions/{question['plan_id']}").status_code == 404
    assert client.delete(f"/v1/plans/{question['id']}").status_code == 404
    assert question["id"] not in [one["id"] for one in client.get("/v1/plans").json()["items"]]


def test_a_plan_that_is_deleted_meanwhile_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking a plan up and storing the question somebody may delete it."""

    def gone(*_: Any, **__: Any) -> None:
        raise IntegrityError("INSERT", {}, ValueError("FOREIGN KEY constraint failed"))

    service = SimpleNamespace(
        settings=SimpleNamespace(explanation_factor=1.0),
        engine=create_engine("sqlite://"),
        fingerprint=lambda *_: "f",
        take=gone,
    )
    plan = SimpleNamespace(
        id="p", fingerprint="f", answer="{}", scenario="{}", deterministic_seconds=1.0, wall_seconds=1.0
    )
    monkeypatch.setattr("api.store.jobs.same_question", lambda *_: None)
    with pytest.raises(ApiError) as caught:
        asking._taken(service, "t", plan, "worth", {})  # type: ignore[arg-type]
    assert caught.value.status_code == 404
