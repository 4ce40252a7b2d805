"""Scenarios that are valid and explosive: refused before anything is built, or quick to read and build."""

import copy
import json
import time
from typing import Any

import httpx
import pytest

import solver
from api import demo
from api.sizes import MOST_PLACES, readable
from solver.model.builder import build
from solver.model.day_sets import day_sets
from solver.model.openings import Openings
from solver.specification import case_of
from tests.support.live import WAIT

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
IDS = [exercise.id for exercise in solver.exercises()]
#: The most of one's own that are taken.
MOST_OWN = MOST_PLACES // 7 - len(IDS)
#: Seconds of CPU that a valid document may take before the solver's limits count. Measured: at most 1.5.
ALLOWED = 5.0


def open_week(**more: Any) -> dict[str, Any]:
    """Return a week in which as much as possible is open."""
    gear = {one for form in solver.exercises() for needed in form.equipment_sets for one in needed}
    week: dict[str, Any] = {
        "athlete": {"level": "advanced", "age": 30},
        "equipment": sorted(gear - {"bodyweight"}),
        "sessions": {"min": 0, "target": 7, "max": 7},
        "policy": {"modality": "mixed", "power": True},
        "week": {day: {"strength": {"minutes": 1440}} for day in DAYS},
    }
    athlete = {**week["athlete"], **more.pop("athlete", {})}
    return {**week, **more, "athlete": athlete}


def own(number: int, **fields: Any) -> list[dict[str, Any]]:
    """Return so many exercises of one's own, which everybody may do; a field may depend on the place."""
    mains = [form for form in solver.exercises() if form.is_main]
    made = []
    for place in range(number):
        form = mains[place % len(mains)].model_dump(mode="json", exclude_defaults=True)
        changes = {name: value(place) if callable(value) else value for name, value in fields.items()}
        form.pop("prerequisite_id", None)
        named = {"id": f"own_{place}", "name": f"Own {place}", "level": "beginner"}
        made.append({**form, **named, **changes})
    return made


def _unlike(number: int, **outline: Any) -> dict[str, Any]:
    return {"unlike": {"distance": 1, "plans": [{"days": [], "mains": [], **outline}] * number}}


#: Dimension -> as much of it as the reader takes: about 20,000 values.
MAXIMAL: dict[str, dict[str, Any]] = {
    "exercises, a family each": open_week(exercises=own(MOST_OWN, family=lambda place: f"family_{place}")),
    "exercises of one family": open_week(
        exercises=own(MOST_OWN, family="one", family_rank=lambda place: place % 21)
    ),
    "a chain of prerequisites": open_week(
        exercises=own(
            MOST_OWN,
            family="one",
            family_rank=lambda place: min(20, place // 12),
            prerequisite_id=lambda place: [f"own_{place - 1}"] if place else [],
        )
    ),
    "many prerequisites": open_week(
        exercises=own(
            MOST_OWN,
            family="one",
            family_rank=lambda place: min(20, place // 12),
            prerequisite_id=lambda place: [f"own_{other}" for other in range(min(place, 40))],
        )
    ),
    "equipment sets": open_week(exercises=own(1, equipment_sets=[[] for _ in range(19_000)])),
    "equipment in a set": open_week(exercises=own(1, equipment_sets=[[f"e{n}" for n in range(18_000)]])),
    "muscles": open_week(exercises=own(1, primary_muscles=["quads"] * 18_000)),
    "pins everywhere": open_week(
        exercises=own(MOST_OWN),
        pins={day: [f"own_{n}" for n in range(MOST_OWN)] for day in (*DAYS, "any")},
    ),
    "one pin again and again": open_week(pins={"any": IDS[:1] * 9_000, "mon": IDS[:1] * 9_000}),
    "mastered": open_week(athlete={"mastered": (IDS * 150)[:19_000]}),
    "prefer": open_week(athlete={"prefer": (IDS * 150)[:19_000]}),
    "avoid": open_week(athlete={"avoid": IDS[:1] * 19_000}),
    "exercises and avoid": open_week(exercises=own(150), athlete={"avoid": IDS[:1] * 13_000}),
    "last week": open_week(last_week=(IDS * 150)[:19_000]),
    "places": open_week(places={f"p{n}": [] for n in range(19_000)}),
    "plans to differ from": open_week(rules=_unlike(6_000)),
    "plans with exercises to differ from": open_week(rules=_unlike(400, days=["mon"], mains=IDS[:40])),
}
FEW = ("exercises, a family each", "pins everywhere", "plans to differ from")


def too_many() -> dict[str, Any]:
    """Return a valid week with one exercise of one's own too many."""
    return open_week(exercises=own(MOST_OWN + 1))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in FEW else pytest.mark.slow) for name in MAXIMAL]
)
def test_what_is_taken_is_read_and_built_quickly(name: str) -> None:
    """Nothing that passes the limits keeps a solver busy for long before its own limits count."""
    document = MAXIMAL[name]
    began = time.process_time()
    case = case_of(readable(copy.deepcopy(document)))
    openings = Openings(case)
    day_sets(openings)
    build(case, openings=openings)
    assert time.process_time() - began < ALLOWED


def test_as_many_as_are_taken() -> None:
    """The bound is exact, and its message says how many there may be."""
    assert len(readable(open_week(exercises=own(MOST_OWN))).exercises) == MOST_OWN
    with pytest.raises(solver.ScenarioError, match=f"{MOST_OWN} are the most"):
        readable(too_many())


def test_every_way_in_refuses(client: httpx.Client) -> None:
    """Plans, validation, checks, sweeps and patches answer 422; in a batch the item fails, not the batch."""
    week = too_many()
    checked = {"scenario": week, "plan": {"sessions": []}}
    sweep = {"scenario": week, "grid": {"week.thu.strength.minutes": [20, 30]}}
    asked = {"/v1/plans": week, "/v1/plans?operation=validate": week, "/v1/plans/check": checked}
    began = time.monotonic()
    for path, body in {**asked, "/v1/sweeps": sweep}.items():
        _refused(client.post(path, json=body))
    parent = client.post("/v1/plans", json=demo.document("minimal"), headers=WAIT).json()["metadata"]["id"]
    edit = {"op": "replace", "path": "exercises", "value": week["exercises"]}
    _refused(client.post(f"/v1/plans/{parent}/from-patch", json={"patch": [edit]}))
    assert time.monotonic() - began < 20

    items = [{"label": "large", "scenario": week}, {"label": "small", "scenario": demo.document("minimal")}]
    batch = client.post("/v1/batches", json={"items": items})
    assert batch.status_code == 202
    first, second = client.get(f"/v1/batches/{batch.json()['id']}/items").json()["items"]
    assert first["metadata"]["status"] == "failed"
    assert first["metadata"]["error"]["errors"][0]["code"] == "too_large"
    assert second["metadata"]["status"] != "failed"


def test_a_plan_to_judge_is_bounded(client: httpx.Client) -> None:
    """A written plan with thousands of sessions is refused; as many as are taken are judged quickly."""
    exercises = [{"exercise": f"no_such_exercise_{n}", "sets": 3} for n in range(40)]
    sessions = [{"day": DAYS[n % 7], "exercises": exercises} for n in range(51)]
    body = {"scenario": demo.document("minimal"), "plan": {"sessions": sessions}}
    assert client.post("/v1/plans/check", json=body).status_code == 422
    plan = solver.Plan.model_validate({"sessions": sessions[:50]})
    began = time.process_time()
    assert len(solver.check(plan, readable(demo.document("minimal"))).findings) >= 2000
    assert time.process_time() - began < ALLOWED


def _refused(answer: httpx.Response) -> None:
    assert answer.status_code == 422, answer.text[:500]
    assert answer.json()["errors"][0]["code"] == "too_large"
    assert len(answer.content) < 8192
    assert json.dumps("own_0") not in answer.text
