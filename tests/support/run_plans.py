"""Published running plans crossed with ten athletes: realistic weeks to measure and to test with.

A week of a published plan gives the runs. The athlete of a profile keeps everything else: minutes
and hours after the run, equipment, vest minutes, other sport, and the wishes about strength.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from solver.domain.base import DAYS
from solver.domain.scenario import Scenario

Document = dict[str, Any]
"""A scenario, or a part of one, as plain data."""
WeekOfRuns = tuple[tuple[Document, ...], ...]
"""The activities of Monday to Sunday: runs have a ``kind``, other sport has a ``sport``."""

MINUTES_PER_KM = 6
TIGHT_MINUTES = 25

_KINDS = {
    "easy": "easy", "walk_run": "easy", "long": "long", "race": "race",
    "race_pace": "quality", "tempo": "quality", "intervals": "quality", "hills": "quality",
}  # fmt: skip
_OTHER_SPORT = ("walk", "cross")
_NOTHING = ("rest", "strength")
"""Strength is what is to be planned, so the plan's own is left out."""


def published_weeks(table: Path) -> dict[tuple[str, int], WeekOfRuns]:
    """Return the activities of every week of ``run_plans.csv``, by plan and number of the week."""
    weeks: dict[tuple[str, int], list[list[Document]]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            days = weeks.setdefault((row["plan"], int(row["week"])), [[] for _ in DAYS])
            if row["run_type"] not in _NOTHING:
                days[int(row["day"]) - 1].append(_activity(row))
    return {key: tuple(map(tuple, days)) for key, days in weeks.items()}


def _activity(row: Mapping[str, str]) -> Document:
    """Turn one row of a plan into a run or other sport; a length that is not given stays open."""
    distance = float(row["distance_km"]) if row["distance_km"] else None
    minutes = float(row["minutes"]) if row["minutes"] else None
    if minutes is None and distance is not None:
        minutes = distance * MINUTES_PER_KM
    length = {} if minutes is None else {"minutes": round(minutes)}
    if row["run_type"] in _OTHER_SPORT:
        return {"sport": row["run_type"], **length}
    kind = _KINDS[row["run_type"]]
    return {"kind": kind, **length, **({"distance_km": distance} if kind == "race" else {})}


def athletes(profiles: Path) -> dict[str, Document]:
    """Return the scenario of every profile in ``profiles.yaml`` by the start of its id (``P01``)."""
    found = YAML(typ="safe").load(profiles.read_text(encoding="utf-8"))["scenarios"]
    return {profile["id"][:3]: _athlete(profile) for profile in found}


def _athlete(profile: Document) -> Document:
    """Return a profile as a scenario; what a scenario cannot say yet is left out."""
    athlete, form, policy = profile["athlete"], profile["format"], profile["policy"]
    name = "full_body" if form["kind"] == "full" else "little_and_often"
    return {
        "name": profile["id"],
        "athlete": {
            "level": athlete["strength_level"],
            "age": athlete["age"],
            "weeks_lifting": athlete["weeks_strength"],
            "pain": {injury["joint"]: injury["severity"] for injury in athlete["injuries"]},
        },
        "equipment": [item for item in profile["equipment"] if item != "bodyweight"],
        "format": name,
        "sessions": {"target": form["target_sessions"], "max": form["max_sessions"]},
        "week": {DAYS[index]: _day(day) for index, day in enumerate(profile["days"])},
        "policy": {
            "consolidation": policy["consolidation"],
            "modality": "mixed" if policy["spicy_mixed_modality"] else "one_per_session",
            "pairing": policy.get("supersets", True),
            "power": profile["focus"]["power"],
        },
        "rules": {"time_budget": {name: form["cap_min"]}},
    }


def _day(day: Document) -> Document:
    """Return a day of a profile: its run, its other sport, the room for strength."""
    strength = {"minutes": day["min"]}
    if day.get("gap_h") is not None:
        strength["hours_after_run"] = day["gap_h"]
    found: Document = {"strength": strength}
    if "run" in day:
        found["run"] = {"kind": day["run"]["type"], "minutes": day["run"]["min"]}
    other: list[Document] = []
    if "other" in day:
        other.append({key: day["other"][key] for key in ("sport", "hard") if key in day["other"]})
        other[-1]["minutes"] = day["other"]["min"]
    if "vest" in day:
        _wear_vest(day["vest"], found, other)
    if other:
        found["other"] = other
    return found


def _wear_vest(vest: Document, day: Document, other: list[Document]) -> None:
    """Put a vest where it is worn: on a ruck of its own, or on part of the day's run."""
    if vest["mode"] == "ruck":
        other.append({"sport": "ruck", "minutes": vest["min"], "vest": True})
    else:
        day["run"]["vest"] = {"minutes": vest["min"]}


def with_runs(athlete: Document, runs: WeekOfRuns) -> Document:
    """Return the athlete's scenario with their own runs replaced by those of a published week."""
    week = {name: _replaced(athlete["week"][name], new) for name, new in zip(DAYS, runs, strict=True)}
    return {**athlete, "week": week}


def _replaced(day: Document, new: Iterable[Document]) -> Document:
    """Return the athlete's day with new runs; a vest moves to the new run, or is worn on a walk."""
    runs = [dict(activity) for activity in new if "kind" in activity]
    other = [*day.get("other", ()), *(activity for activity in new if "sport" in activity)]
    vest = day.get("run", {}).get("vest")
    if vest is not None and runs:
        runs[0]["vest"] = vest
    elif vest is not None:
        other.append({"sport": "vest walk", "minutes": vest["minutes"], "vest": True})
    return {"strength": day["strength"], "runs": runs, "other": other}


def tight(scenario: Document) -> Document:
    """Return the scenario with little time: 25 minutes on days without a run, none on the others."""
    week = {}
    for name, day in scenario["week"].items():
        runs = day.get("runs") or day.get("run")
        week[name] = {**day, "strength": {**day["strength"], "minutes": 0 if runs else TIGHT_MINUTES}}
    return {**scenario, "week": week}


def crossed(data: Path) -> Iterator[tuple[str, Document]]:
    """Yield every published week with every athlete, under the name ``plan/week/athlete``."""
    weeks = published_weeks(data / "run_plans" / "run_plans.csv")
    people = athletes(data / "profiles.yaml")
    for (plan, number), runs in weeks.items():
        for who, athlete in people.items():
            yield f"{plan}/{number}/{who}", with_runs(athlete, runs)


def sample(data: Path, published: int, tightened: int, seed: int = 1) -> dict[str, Scenario]:
    """Return a fixed choice of published weeks, and further ones with little time."""
    everything = list(crossed(data))
    chosen = Random(seed).sample(everything, published + tightened)
    documents = dict(chosen[:published])
    documents |= {f"{name}/tight": tight(document) for name, document in chosen[published:]}
    return {name: Scenario.model_validate({**document, "name": name}) for name, document in documents.items()}
