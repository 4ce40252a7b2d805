"""The command line, the face and the service give the same plan, byte for byte but for the time it took."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

import solver
from api import demo
from solver.cli import app
from tests.support.live import Live, serving

FOLDER = demo.folder()
#: Quick ones of different kinds; the others are slow.
SHORT = ("minimal", "impossible_four_vest_days", "sore_achilles", "impossible/bands_only")


def one_serialisation(document: dict[str, Any]) -> bytes:
    """Return a plan's bytes without the time it took."""
    document.pop("timing", None)
    return json.dumps(document, sort_keys=True, ensure_ascii=False).encode()


def over_http(client: httpx.Client, name: str) -> bytes:
    week = client.get(f"/v1/scenarios/{name}").json()
    envelope = client.post("/v1/plans", json=week, headers={"Prefer": "wait=0"}).json()
    path = f"/v1/plans/{envelope['metadata']['id']}"
    for _ in range(20):
        envelope = client.get(path, headers={"Prefer": "wait=60"}).json()
        if "plan" in envelope:
            break
    return one_serialisation(envelope["plan"])


def on_the_command_line(name: str) -> bytes:
    arguments = ["solve", str(FOLDER / f"{name}.yaml"), "--json", "--quiet", "--time-limit", "30"]
    result = CliRunner().invoke(app, arguments)
    return one_serialisation(json.loads(result.stdout))


def by_the_face(name: str) -> bytes:
    limits = solver.Limits(deterministic_seconds=30.0, wall_seconds=300.0)
    plan = solver.solve(solver.read_scenario(FOLDER / f"{name}.yaml"), limits=limits)
    return one_serialisation(json.loads(plan.model_dump_json(exclude_none=True)))


@pytest.mark.parametrize("name", SHORT)
def test_the_same_answer_everywhere(client: httpx.Client, name: str) -> None:
    """One week, one plan, whichever way it was asked for."""
    assert over_http(client, name) == on_the_command_line(name) == by_the_face(name)


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A service without keys for the long campaign."""
    with serving(tmp_path_factory.mktemp("patient")) as service:
        yield service


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in demo.names() if name not in SHORT])
def test_the_same_answer_everywhere_for_every_week(patient: Live, name: str) -> None:
    """All weeks that come with the project."""
    with patient.client() as client:
        assert over_http(client, name) == on_the_command_line(name) == by_the_face(name)
